"""What the plain values know about themselves."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.model import (
    AnyOf,
    Attempt,
    Issue,
    KeyPoint,
    Kind,
    Language,
    Localized,
    Match,
    Message,
    Question,
    Role,
    Score,
    Span,
    Status,
)

WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def attempt_saying(*answers: str, score: Score | None = None) -> Attempt:
    """An attempt in which the interviewer asks before each of the answers."""
    messages = tuple(
        message
        for answer in answers
        for message in (
            Message(Role.INTERVIEWER, Kind.PROBE, "And?", WHEN),
            Message(Role.CANDIDATE, Kind.ANSWER, answer, WHEN),
        )
    )
    return Attempt("a", "i", "q", Language.EN, "", WHEN, messages=messages, score=score)


def with_evidence(*quotes: str, answers: tuple[str, ...]) -> Attempt:
    """An attempt whose score quotes these words of the answers."""
    whole = attempt_saying(*answers).answer
    spans = [Span(whole.index(quote), whole.index(quote) + len(quote)) for quote in quotes]
    matches = [Match(f"p{n}", 1.0, Status.COVERED, span) for n, span in enumerate(spans)]
    return attempt_saying(*answers, score=Score(1.0, tuple(matches), "test"))


def point(point_id: str, weight: float = 1.0, required: bool = False) -> KeyPoint:
    """A key point with this value."""
    return KeyPoint(point_id, Localized(en=point_id), weight, required)


def test_a_text_is_taken_in_the_other_language_where_its_own_is_missing() -> None:
    text = Localized(en="only English")
    assert (text[Language.ZH], text.best(Language.ZH)) == ("", "only English")
    assert text.languages == (Language.EN,)


def test_the_evidence_is_found_in_the_message_that_holds_it() -> None:
    attempt = with_evidence("first words", "随机置零", answers=("my first words, well", "还有随机置零。"))
    ((match, span),) = attempt.spans_of_answer(0)
    assert match.point_id == "p0"
    assert attempt.answers[0][span.start : span.end] == "first words"
    ((match, span),) = attempt.spans_of_answer(1)
    assert match.point_id == "p1"
    assert attempt.answers[1][span.start : span.end] == "随机置零"


def test_evidence_across_two_messages_is_in_neither() -> None:
    attempt = with_evidence("end\n\nbegin", answers=("the end", "begin again"))
    assert attempt.spans_of_answer(0) == attempt.spans_of_answer(1) == ()


def test_before_the_verdict_there_is_no_evidence() -> None:
    assert attempt_saying("anything").spans_of_answer(0) == ()


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.data())
def test_every_piece_of_an_answer_can_be_evidence(answers: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(answers) - 1))
    start = data.draw(st.integers(0, len(answers[number]) - 1))
    offset = sum(len(answer) + 2 for answer in answers[:number])
    score = Score(1.0, (Match("p", 1.0, Status.COVERED, Span(offset + start, offset + start + 1)),), "test")
    attempt = attempt_saying(*answers, score=score)
    ((_, span),) = attempt.spans_of_answer(number)
    assert span == Span(start, start + 1)
    assert attempt.answer[offset + start] == answers[number][start]


def test_the_most_valuable_missing_point_comes_first() -> None:
    question = Question(
        "q",
        Localized(en="?"),
        (
            point("light"),
            point("heavy", 3),
            point("half", 4),
            point("needed", 0.5, required=True),
            point("had", 9),
        ),
    )
    coverages = {"light": 0.0, "heavy": 0.0, "half": 0.5, "needed": 0.2, "had": 0.9}
    statuses = {"had": Status.COVERED, "half": Status.PARTIAL}
    matches = tuple(Match(p, c, statuses.get(p, Status.MISSING)) for p, c in coverages.items())
    missed = Score(0.5, matches, "test").missed(question)
    assert [p.id for p, _ in missed] == ["needed", "heavy", "half", "light"]
    assert missed[2][1].coverage == 0.5


@pytest.mark.parametrize(("need", "expected"), [(1, ["c"]), (2, ["b", "c"])])
def test_a_group_that_has_enough_misses_nothing(need: int, expected: list[str]) -> None:
    question = Question("q", Localized(en="?"), (point("a"), point("b"), point("c")), any_of=(AnyOf(("a", "b"), need),))
    statuses = {"a": Status.COVERED, "b": Status.MISSING, "c": Status.CONTRADICTED}
    score = Score(0.5, tuple(Match(p, 0.0, status) for p, status in statuses.items()), "test")
    assert [p.id for p, _ in score.missed(question)] == expected


def test_points_that_the_question_lost_or_gained_since_are_not_missed() -> None:
    question = Question("q", Localized(en="?"), (point("kept"), point("new")))
    score = Score(0.0, (Match("kept", 0.0, Status.MISSING), Match("old", 0.0, Status.MISSING)), "test")
    assert [p.id for p, _ in score.missed(question)] == ["kept"]


def test_an_issue_names_its_line_where_it_has_one() -> None:
    assert str(Issue(Path("a.yaml"), 3, "bad")) == "a.yaml:3: bad"
    assert str(Issue(Path("a.yaml"), 0, "bad")) == "a.yaml: bad"


def test_asking_for_what_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Question("q", Localized(en="?"), (point("a"),)).point("b")
    with pytest.raises(KeyError):
        Score(0.0, (), "test").match("b")
