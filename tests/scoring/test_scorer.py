"""What must hold for every answer, whatever it says."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.model import AnyOf, KeyPoint, Localized, Match, Question, Status
from interviewer.scoring import Scorer, load_scorer, overall_score
from interviewer.scoring.scorer import QUESTIONS_READY

DROPOUT = "regularization/dropout"
RIGHT = "Every forward pass silences a random half of the units, only for that step."
SENTENCES = (
    RIGHT,
    "At inference nothing is dropped any more.",
    "训练时把剩下的激活除以保留概率。",
    "It costs more epochs.",
    "我喜欢吃苹果。",
    "Dropout permanently prunes weights.",
)


@given(st.text(max_size=400))
def test_any_text_gets_a_score_in_range_and_the_same_again(bank: Bank, grader: Scorer, text: str) -> None:
    question = bank.get(DROPOUT)
    score = grader.score(question, text)
    assert 0 <= score.overall <= 1
    assert all(0 <= match.coverage <= 1 for match in score.matches)
    assert grader.score(question, text) == score


@given(st.permutations(SENTENCES))
def test_the_order_of_sentences_changes_no_verdict(bank: Bank, grader: Scorer, order: list[str]) -> None:
    question = bank.get(DROPOUT)
    verdicts = [
        [(match.status, match.coverage) for match in grader.score(question, "\n".join(sentences)).matches]
        for sentences in (order, SENTENCES)
    ]
    assert verdicts[0] == verdicts[1]


@given(st.lists(st.sampled_from(SENTENCES[:5]), unique=True), st.integers(0, 6))
def test_adding_a_correct_sentence_never_lowers_a_coverage(
    bank: Bank, grader: Scorer, said: list[str], number: int
) -> None:
    question = bank.get(DROPOUT)
    before = grader.score(question, "\n".join(said))
    after = grader.score(question, "\n".join([*said, question.key_points[number].text.en]))
    for earlier, later in zip(before.matches, after.matches, strict=True):
        assert later.coverage >= earlier.coverage or later.status is Status.CONTRADICTED


@pytest.mark.parametrize(
    "text", ["\x00\x07", "🙂" * 50, "\u202e\u200b\u200d", "\ud800", "a" * 100_000, "随机" * 50_000]
)
def test_strange_and_huge_texts_are_scored_like_any_other(bank: Bank, grader: Scorer, text: str) -> None:
    assert grader.score(bank.get(DROPOUT), text).overall < 0.3


def test_evidence_points_into_the_original_text(bank: Bank, grader: Scorer) -> None:
    answer = f"\u200bＷｅｌｌ，嗯。 {RIGHT}  再说。"
    match = grader.score(bank.get(DROPOUT), answer).match("random-drop")
    assert match.status is Status.COVERED
    assert match.evidence is not None
    assert answer[match.evidence.start : match.evidence.end] == match.quote
    assert match.quote.strip(".") in RIGHT


def test_a_wrong_claim_is_named(bank: Bank, grader: Scorer) -> None:
    match = grader.score(bank.get(DROPOUT), "Once training is over, dropout permanently prunes some weights.").match(
        "random-drop"
    )
    assert match.status is Status.CONTRADICTED
    assert match.coverage == 0
    assert "permanently prunes" in match.claim
    assert "permanently prunes" in match.quote


def test_an_answer_to_another_question_says_which(bank: Bank, grader: Scorer) -> None:
    score = grader.score(bank.get(DROPOUT), bank.get("python/range-xrange").model_answer.en)
    assert score.belongs_to == "python/range-xrange"
    assert score.overall == 0


def test_padding_with_another_subject_changes_nothing(bank: Bank, grader: Scorer) -> None:
    question = bank.get(DROPOUT)
    padded = f"{RIGHT} {bank.get('python/range-xrange').model_answer.en}"
    assert grader.score(question, padded).overall == pytest.approx(grader.score(question, RIGHT).overall, abs=0.05)


def test_a_question_outside_the_bank_is_scored_too(grader: Scorer) -> None:
    point = KeyPoint("p", Localized(en="An index finds the matching rows without reading the whole table."))
    question = Question("databases/index", Localized(en="Why is an index fast?"), (point,))
    right = grader.score(question, "The matching rows are found without reading the entire table.").overall
    wrong = grader.score(question, "Tables have columns with different data types.").overall
    assert right > 0.6 > wrong


def test_a_damaged_cache_is_built_again(bank: Bank, tmp_path: Path) -> None:
    questions = bank.questions[:2]
    first = load_scorer(questions, tmp_path).score(questions[0], "It compares functions.")
    (cache,) = tmp_path.glob("*.npz")
    cache.write_bytes(b"not a cache")
    assert load_scorer(questions, tmp_path).score(questions[0], "It compares functions.") == first
    assert cache.stat().st_size > 1000


def test_a_cache_folder_that_cannot_be_made_is_no_error(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    questions = bank.questions[:1]
    answer = questions[0].model_answer.en
    assert load_scorer(questions, tmp_path / "file").score(questions[0], answer).overall > 0.85


POINTS = tuple(KeyPoint(name, Localized(en=name), weight=weight) for name, weight in (("a", 1), ("b", 1), ("c", 2)))
PLAIN = Question("q", Localized(en="?"), POINTS)


def _matches(**coverages: float) -> list[Match]:
    return [Match(name, value, Status.COVERED if value >= 0.6 else Status.MISSING) for name, value in coverages.items()]


def test_points_count_by_their_weight() -> None:
    assert overall_score(PLAIN, _matches(a=1, b=0, c=1)) == 0.75


def test_of_a_group_the_best_are_enough() -> None:
    question = replace(PLAIN, any_of=(AnyOf(("a", "b"), 1),))
    assert overall_score(question, _matches(a=1, b=0, c=1)) == 1


def test_without_a_required_point_the_score_is_capped() -> None:
    required = (replace(POINTS[0], required=True), *POINTS[1:])
    assert overall_score(replace(PLAIN, key_points=required), _matches(a=0, b=1, c=1)) == 0.5


def test_of_many_questions_only_the_latest_stay_ready(scorer: Scorer) -> None:
    def question(number: int) -> Question:
        return Question(
            f"q{number}", Localized(en=f"What is {number}?"), (KeyPoint("p", Localized(en=f"It is {number}.")),)
        )

    first = scorer.score(question(0), "It is 0.")
    for number in range(1, QUESTIONS_READY + 1):
        scorer.prepare(question(number))
    assert len(scorer._ready) == QUESTIONS_READY
    assert scorer.score(question(0), "It is 0.") == first, "and what was dropped is made ready again"
