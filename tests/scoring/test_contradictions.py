"""The probe for contradictions, the whole way through the scorer: what is caught, and which truths are doubted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from interviewer.bank import Bank
from interviewer.model import KeyPoint, Language, Localized, Match, Opposition, Question, Status
from interviewer.scoring import Scorer

PROBE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "contradictions.yaml").read_text(encoding="utf-8")
)
ANSWERS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Tried:
    """One triple, scored: was the contradiction noticed, was the true paraphrase doubted?"""

    kind: Opposition
    language: Language
    caught: bool
    false_alarm: bool


@dataclass(frozen=True)
class ProbeRow:
    """One line of the table; `caught` and `false_alarms` are shares in [0, 1]."""

    title: str
    triples: int
    caught: float
    false_alarms: float


def table(tried: Sequence[Tried]) -> list[ProbeRow]:
    """The table by kind and language, and over all."""
    groups: dict[str, list[Tried]] = {}
    for item in tried:
        groups.setdefault(f"{item.kind} {item.language}", []).append(item)
    return [_row(title, groups[title]) for title in sorted(groups)] + [_row("all", tried)]


def as_markdown(scorer: Scorer) -> str:
    """The table as Markdown."""
    lines = ["| kind and language | triples | contradictions noticed | true paraphrases doubted |", "|---|---|---|---|"]
    for row in table(try_probe(scorer)):
        lines.append(f"| {row.title} | {row.triples} | {row.caught:.0%} | {row.false_alarms:.1%} |")
    return "\n".join(lines)


def _row(title: str, tried: Sequence[Tried]) -> ProbeRow:
    count = len(tried)
    return ProbeRow(
        title, count, sum(item.caught for item in tried) / count, sum(item.false_alarm for item in tried) / count
    )


def try_probe(scorer: Scorer) -> list[Tried]:
    """Every triple, its point as the only one of a question without a text."""
    return [
        Tried(
            Opposition(triple["kind"]),
            Language(triple["lang"]),
            _is_noticed(_match(scorer, triple, "contradiction")),
            _is_noticed(_match(scorer, triple, "paraphrase")),
        )
        for triple in PROBE
    ]


def _match(scorer: Scorer, triple: dict[str, Any], text: str) -> Match:
    point = KeyPoint("point", Localized(**{triple["lang"]: triple["point"]}))
    return scorer.score(Question(triple["id"], Localized(), (point,)), triple[text]).match("point")


def _is_noticed(match: Match) -> bool:
    return match.doubt is not None or match.status is Status.CONTRADICTED


@pytest.fixture(scope="module")
def tried(grader: Scorer) -> list[Tried]:
    return try_probe(grader)


def test_the_polarity_check_catches_most_contradictions_and_doubts_few_true_answers(tried: list[Tried]) -> None:
    rows = table(tried)
    for row in rows:
        print(f"{row.title:14} {row.triples:4} {row.caught:6.0%} {row.false_alarms:6.0%}")  # noqa: T201
    assert len(PROBE) >= 120
    assert rows[-1].caught >= 0.6
    assert rows[-1].false_alarms <= 0.05


@pytest.mark.parametrize("language", Language)
def test_it_works_in_both_languages(tried: list[Tried], language: Language) -> None:
    row = _row(language, [item for item in tried if item.language is language])
    assert row.caught >= 0.55
    assert row.false_alarms <= 0.06


@pytest.mark.parametrize("kind", Opposition)
def test_it_finds_every_kind(tried: list[Tried], kind: Opposition) -> None:
    assert _row(kind, [item for item in tried if item.kind is kind]).caught >= 0.4


def test_what_people_called_covered_is_seldom_doubted(bank: Bank, grader: Scorer) -> None:
    matches = [
        grader.score(bank.get(answer["question"]), answer["answer"]).match(point_id)
        for answer in ANSWERS
        for point_id in answer["covered"]
    ]
    assert sum(match.doubt is not None for match in matches) <= 0.02 * len(matches)


def test_the_banks_own_words_raise_no_doubt(bank: Bank, grader: Scorer) -> None:
    wordings = list(_own_words(bank, grader))
    assert sum(match.doubt is not None for match in wordings) <= 0.01 * len(wordings)


def _own_words(bank: Bank, grader: Scorer) -> Iterator[Match]:
    for question in bank.questions:
        for language in Language:
            yield from grader.score(question, question.model_answer[language]).matches
            for point in question.key_points:
                for wording in (point.text[language], *point.accept.get(language, ())):
                    yield grader.score(question, wording).match(point.id)


def test_every_wrong_claim_of_the_bank_is_recognised(bank: Bank, grader: Scorer) -> None:
    for question in bank.questions:
        for point in question.key_points:
            for claim in (claim for language in Language for claim in point.contradicts.get(language, ())):
                assert _is_noticed(grader.score(question, claim).match(point.id)), claim


def test_saying_it_right_in_another_sentence_leaves_no_doubt(grader: Scorer) -> None:
    point = KeyPoint("p", Localized(en="The L2 penalty makes the weights smaller."))
    question = Question("q", Localized(en="What does L2 do?"), (point,))
    wrong, right = "The L2 penalty makes the weights larger.", "Sorry, the L2 penalty makes the weights smaller."
    doubted = grader.score(question, wrong).match("p")
    assert doubted.doubt is not None
    assert (doubted.doubt.said, doubted.doubt.expected) == ("larger", "smaller")
    assert doubted.status is Status.COVERED
    assert doubted.unsure
    assert grader.score(question, f"{wrong} {right}").match("p").doubt is None
