"""Cheap answers get what they are worth, for every question of the bank and in both languages."""

import pytest
from tests.scoring import cheap_answers as cheap
from tests.scoring.cheap_table import KINDS, Kind, measured_kind

from interviewer.bank import Bank
from interviewer.model import Language, Question, Status, Unreadable
from interviewer.scoring import Scorer
from interviewer.scoring.prose import is_terse

each_language = pytest.mark.parametrize("language", Language)


@each_language
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_kind_exceeds_its_bounds(grader: Scorer, kind: Kind, language: Language) -> None:
    row = measured_kind(grader, kind, language)
    if row is None:
        assert (kind.make, language) == (cheap.traditional, Language.EN)
        return
    assert row.largest <= kind.bound + 1e-9
    assert row.mean <= kind.mean_bound


@each_language
def test_another_topics_full_answer_gets_next_to_nothing(grader: Scorer, bank: Bank, language: Language) -> None:
    for question in bank.questions:
        for other in bank.questions:
            if other.topic != question.topic:
                assert grader.score(question, other.model_answer[language]).overall <= 0.15, (question.id, other.id)


@each_language
def test_the_model_answer_reads_like_sentences(grader: Scorer, bank: Bank, language: Language) -> None:
    read = [grader.score(question, question.model_answer[language]).unreadable for question in bank.questions]
    assert set(read) == {None}


def test_a_list_of_keywords_is_called_one_and_covers_bare_terms_only(grader: Scorer, bank: Bank) -> None:
    for question in bank.questions:
        answer, _ = next(cheap.keywords(cheap.Task(question, Language.EN, tuple(bank.questions))))
        score = grader.score(question, answer)
        assert score.unreadable is Unreadable.KEYWORDS
        covered = [question.point(match.point_id).text.zh for match in score.matches if match.status is Status.COVERED]
        assert all(is_terse(text) for text in covered), question.id


@each_language
def test_a_correct_sentence_never_lowers_a_coverage(grader: Scorer, bank: Bank, language: Language) -> None:
    for question in bank.questions:
        task = cheap.Task(question, language, tuple(bank.questions))
        assert_never_falls(grader, question, "", task.points)
        assert_never_falls(grader, question, next(cheap.shuffled_points(task))[0], task.points[:2])


def assert_never_falls(grader: Scorer, question: Question, said: str, points: tuple[str, ...]) -> None:
    before = grader.score(question, said)
    for point in points:
        said = f"{said}\n{point}"
        after = grader.score(question, said)
        for earlier, later in zip(before.matches, after.matches, strict=True):
            assert later.coverage >= earlier.coverage or later.status is Status.CONTRADICTED, (question.id, point)
        before = after
