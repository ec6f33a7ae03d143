"""A debrief as Markdown."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from interviewer.debrief import make_debrief
from interviewer.formats.markdown import debrief_markdown
from interviewer.model import (
    Attempt,
    Debrief,
    Doubt,
    Interview,
    KeyPoint,
    Kind,
    Language,
    Localized,
    Match,
    Message,
    Opposition,
    Outcome,
    Question,
    Role,
    Score,
    Status,
)

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)

QUESTION = Question(
    "git/rebase",
    Localized(zh="变基是什么？", en="What is a rebase?"),
    (KeyPoint("one", Localized(zh="第一点。", en="Point one.")), KeyPoint("two", Localized(en="Point two."))),
)

ATTEMPT = Attempt(
    "a",
    "i",
    "git/rebase",
    Language.EN,
    "",
    WHEN,
    elapsed_s=75,
    messages=(
        Message(Role.INTERVIEWER, Kind.QUESTION, "What is a rebase?", WHEN),
        Message(Role.CANDIDATE, Kind.ANSWER, "It replays\n\n# commits.", WHEN),
    ),
    outcome=Outcome.ANSWERED,
    score=Score(
        0.42,
        (
            Match("one", 1.0, Status.COVERED, quote="replays\n\n# commits"),
            Match("two", 0.0, Status.MISSING),
        ),
        "test",
    ),
)


def debrief_of(*attempts: Attempt, language: Language = Language.EN) -> Debrief:
    """The debrief of an interview with these attempts."""
    return make_debrief(Interview("i", language, ("git/rebase",), WHEN, attempts=attempts), lambda _: QUESTION)


def test_score_points_conversation_and_evidence_are_all_there() -> None:
    lines = debrief_markdown(debrief_of(ATTEMPT), Language.EN).splitlines()
    assert lines[0].startswith("# Debrief 2026-")
    assert "**Overall: 42 %** (half covered)  " in lines
    assert "Time used: 01:15 of 04:00" in lines
    assert "| git | 42 |" in lines
    assert "- Point two. (missing, `git/rebase`)" in lines
    assert "- What is a rebase? (`git/rebase`)" in lines
    assert "> It replays" in lines
    assert "- ✓ Point one.: “replays # commits”" in lines
    assert "- ○ Point two." in lines


def test_a_doubt_stands_behind_its_evidence() -> None:
    doubtful = Match("one", 0.7, Status.COVERED, quote="keeps hashes", doubt=Doubt(Opposition.NEGATION, "a", "b"))
    attempt = replace(ATTEMPT, score=Score(0.42, (doubtful,), "test"))
    text = debrief_markdown(debrief_of(attempt), Language.EN)
    assert "- ✓ Point one.: “keeps hashes” (Did you mean that? You wrote “a”; the key point says “b”.)" in text


def test_what_the_candidate_wrote_stays_inside_its_quotation() -> None:
    text = debrief_markdown(debrief_of(ATTEMPT), Language.EN)
    assert "> # commits." in text.splitlines()
    assert "\n# commits" not in text


def test_the_interface_names_the_headings_and_the_interview_the_points() -> None:
    text = debrief_markdown(debrief_of(ATTEMPT, language=Language.ZH), Language.EN)
    assert "## Practise next\n\n- 变基是什么？" in text
    assert "Point two." in text, "a point without a Chinese text is shown in English"
    assert "## 接下来练" in debrief_markdown(debrief_of(ATTEMPT), Language.ZH)


@pytest.mark.parametrize(("outcome", "words"), [(Outcome.SKIPPED, "*skipped*"), (Outcome.REVEALED, "*revealed*")])
def test_an_attempt_without_a_score_says_how_it_ended(outcome: Outcome, words: str) -> None:
    text = debrief_markdown(debrief_of(replace(ATTEMPT, outcome=outcome, score=None)), Language.EN)
    assert words in text.splitlines()
    assert "**Overall: 0 %** (not covered)" in text


def test_an_interview_without_an_answer_says_so() -> None:
    lines = debrief_markdown(debrief_of(), Language.EN).splitlines()
    assert lines[2:] == ["No question was answered."]


def test_the_file_ends_with_one_line_end() -> None:
    for debrief in (debrief_of(), debrief_of(ATTEMPT)):
        text = debrief_markdown(debrief, Language.EN)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
