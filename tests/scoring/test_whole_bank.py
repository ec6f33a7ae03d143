"""The built-in bank and the scorer hold each other honest, question by question."""

import pytest

from interviewer.bank import Bank, builtin_directory, load_bank
from interviewer.model import Language, Question, Status
from interviewer.scoring import Scorer

QUESTIONS = load_bank([builtin_directory()]).questions

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
each_language = pytest.mark.parametrize("language", Language)


def test_the_bank_holds_the_eighteen_questions_with_the_activation_functions_apart() -> None:
    assert len(QUESTIONS) == 24
    assert sum(question.topic == "activation" for question in QUESTIONS) == 7
    assert all(question.text.languages == tuple(Language) for question in QUESTIONS)
    assert all(3 <= len(question.key_points) <= 9 for question in QUESTIONS)


@each_language
@each_question
def test_the_model_answer_scores_high_and_belongs_here(grader: Scorer, question: Question, language: Language) -> None:
    score = grader.score(question, question.model_answer[language])
    assert score.overall >= 0.85
    assert score.belongs_to == ""


@each_question
def test_each_rewording_covers_its_own_point(grader: Scorer, question: Question) -> None:
    for point in question.key_points:
        for language in Language:
            assert len(point.accept[language]) >= 2
            for wording in (point.text[language], *point.accept[language]):
                assert grader.score(question, wording).match(point.id).status is Status.COVERED, wording


@each_question
def test_each_wrong_claim_is_found_contradicted_or_at_least_not_covered(grader: Scorer, question: Question) -> None:
    for point in question.key_points:
        for claim in (claim for language in Language for claim in point.contradicts[language]):
            assert grader.score(question, claim).match(point.id).status is not Status.COVERED, claim


@each_question
def test_no_point_is_covered_by_the_model_answer_of_a_question_about_something_else(
    grader: Scorer, question: Question
) -> None:
    for other in QUESTIONS:
        if other.topic == question.topic:
            continue
        for language in Language:
            score = grader.score(question, other.model_answer[language])
            covered = [match.point_id for match in score.matches if match.status is Status.COVERED]
            assert covered == [], f"{other.id} in {language}"


@each_language
@each_question
def test_the_question_said_back_scores_nothing(grader: Scorer, question: Question, language: Language) -> None:
    assert grader.score(question, question.text[language]).overall == 0


@pytest.mark.parametrize("silence", ["", "  \n", "不知道", "不会", "我不清楚啊", "I don't know", "no idea", "pass"])
def test_saying_nothing_scores_nothing(grader: Scorer, bank: Bank, silence: str) -> None:
    for question in bank.questions:
        score = grader.score(question, silence)
        assert score.overall == 0
        assert {match.status for match in score.matches} == {Status.MISSING}
