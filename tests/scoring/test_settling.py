"""How a doubt ends: by the candidate's reply, or by an entailment model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from interviewer.model import (
    Doubt,
    KeyPoint,
    Localized,
    Match,
    Opposition,
    Question,
    Score,
    Span,
    Status,
)
from interviewer.scoring import Scorer, settle_by_replies
from interviewer.scoring.settling import settle_by_entailment

POINTS = (
    KeyPoint("smaller", Localized(zh="惩罚项让权重变小。", en="The penalty makes weights smaller.")),
    KeyPoint("cheap", Localized(en="It costs next to nothing.")),
)
QUESTION = Question("q", Localized(en="What does it do?"), POINTS)
DOUBT = Doubt(Opposition.ANTONYM, "larger", "smaller")


def doubtful(status: Status = Status.COVERED, quote: str = "makes weights larger") -> Score:
    """A score with a doubt about the first of two covered points."""
    first = Match("smaller", 0.8, status, Span(0, 20), quote, doubt=DOUBT, unsure=True)
    return Score(0.8, (first, Match("cheap", 0.8, Status.COVERED, Span(20, 30), "costs nothing")), "test")


@pytest.mark.parametrize(
    "reply",
    ["smaller", "I mean smaller, not larger.", "Smaller, of course!", "The penalty makes weights shrink, I meant."],
)
def test_a_right_reply_clears_the_doubt_and_costs_nothing(scorer: Scorer, reply: str) -> None:
    settled = settle_by_replies(QUESTION, doubtful(), {"smaller": reply}, scorer.score)
    assert settled.match("smaller").doubt is None
    assert settled.match("smaller").status is Status.COVERED
    assert not settled.match("smaller").unsure
    assert settled.overall == 0.8


@pytest.mark.parametrize(
    "reply", ["larger", "Yes, larger rather than smaller.", "The penalty makes weights bigger, I am sure."]
)
def test_a_wrong_reply_makes_it_a_contradiction(scorer: Scorer, reply: str) -> None:
    settled = settle_by_replies(QUESTION, doubtful(), {"smaller": reply}, scorer.score)
    match = settled.match("smaller")
    assert (match.status, match.coverage, match.doubt) == (Status.CONTRADICTED, 0, DOUBT)
    assert settled.overall == 0.4
    assert settled.match("cheap") == doubtful().match("cheap")


@pytest.mark.parametrize("reply", ["I don't know.", "Bananas are yellow.", "larger or smaller, who knows"])
def test_a_reply_that_says_neither_leaves_the_doubt(scorer: Scorer, reply: str) -> None:
    assert settle_by_replies(QUESTION, doubtful(), {"smaller": reply}, scorer.score).matches == doubtful().matches


@pytest.mark.parametrize(("reply", "stands"), [("不使用", True), ("使用", False), ("我说的是不使用", True)])
def test_what_is_inside_the_longer_words_does_not_count(scorer: Scorer, reply: str, stands: bool) -> None:
    doubt = Doubt(Opposition.NEGATION, "不使用", "使用")
    score = Score(0.8, (Match("smaller", 0.8, Status.COVERED, Span(0, 5), "不使用它", doubt=doubt),), "test")
    settled = settle_by_replies(QUESTION, score, {"smaller": reply}, scorer.score).match("smaller")
    assert (settled.status is Status.CONTRADICTED) is stands


@dataclass(frozen=True)
class Odds:
    contradiction: float
    entailment: float


class Rule:
    """Stands in for an entailment model: "larger" contradicts, "maybe" says nothing, the rest follows."""

    name = "rule"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Odds]:
        self.asked += pairs
        return [Odds("larger" in premise, "larger" not in premise and "maybe" not in premise) for premise, _ in pairs]


def test_what_the_model_calls_a_contradiction_is_one_and_bears_its_name() -> None:
    settled = settle_by_entailment(QUESTION, doubtful(), Rule())
    match = settled.match("smaller")
    assert (match.status, match.coverage, match.judge) == (Status.CONTRADICTED, 0, "rule")
    assert settled.match("cheap").status is Status.COVERED
    assert settled.overall == 0.4


def test_what_follows_from_the_evidence_is_not_in_doubt() -> None:
    settled = settle_by_entailment(QUESTION, doubtful(quote="makes weights shrink"), Rule())
    assert settled.match("smaller").doubt is None
    assert settled.overall == 0.8


def test_where_the_model_is_undecided_nothing_changes() -> None:
    undecided = doubtful(quote="maybe")
    assert settle_by_entailment(QUESTION, undecided, Rule()) == replace(undecided, scorer="test+rule")


def test_the_model_reads_the_evidence_against_the_point_in_its_language() -> None:
    rule = Rule()
    settle_by_entailment(QUESTION, doubtful(quote="让权重变大"), rule)
    assert rule.asked == [("让权重变大", POINTS[0].text.zh), ("costs nothing", POINTS[1].text.en)]


def test_the_model_has_no_say_where_nothing_is_claimed_or_the_candidate_has_spoken() -> None:
    rule = Rule()
    overruled = Match("smaller", 1.0, Status.COVERED, Span(0, 6), "larger", overruled=True)
    missing = Match("cheap", 0.0, Status.MISSING)
    score = Score(0.5, (overruled, missing), "test")
    assert settle_by_entailment(QUESTION, score, rule) == score
    assert rule.asked == []
