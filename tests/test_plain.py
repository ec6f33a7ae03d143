"""The interview as lines, on scripted streams."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest

from interviewer.errors import StoreError
from interviewer.model import Attempt, Interview, Language, Outcome, Rating, Status
from interviewer.phrases import PHRASES
from interviewer.plain import COMMANDS, PlainInterview
from interviewer.session import Session

EN = PHRASES[Language.EN]
ZH = PHRASES[Language.ZH]

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
SHARED = "A public branch that colleagues have already pulled must not be rebased."
STRAIGHT = "The log becomes one straight line without merge commits."
ALL = f"{NEW_COMMITS} {SHARED} {STRAIGHT}"

Start = Callable[..., Interview]
Practise = Callable[..., tuple[str, str]]


class Terminal(io.StringIO):
    """A stream at which a person sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def practise(session: Session, now: datetime) -> Practise:
    """Holds an interview with the given lines as input; returns what came out and the remarks."""

    def run(
        interview: Interview,
        *lines: str,
        interface: Language = Language.EN,
        stream: type[io.StringIO] = io.StringIO,
    ) -> tuple[str, str]:
        out, remarks = io.StringIO(), io.StringIO()
        source = stream("".join(f"{line}\n" for line in lines))
        PlainInterview(session, interface, lambda: now, source, out, remarks).run(interview)
        return out.getvalue(), remarks.getvalue()

    return run


def attempts(session: Session, interview: Interview) -> tuple[Attempt, ...]:
    """The interview's attempts as saved."""
    saved = session.interview(interview.id)
    assert saved is not None
    return saved.attempts


# A whole interview


def test_question_verdict_and_debrief_in_english(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase")
    out, remarks = practise(interview, ALL, "", "")
    lines = out.splitlines()
    assert lines[0] == "Q 1/1 (medium, 3 min): What does git rebase do, and when should you not use it?"
    assert any(
        line.startswith("100 %  covered") or line.endswith("(scored by " + session.grader.scorer_name + ")")
        for line in lines
    )
    assert sum("✓ covered" in line for line in lines) == 3
    assert EN.nothing_missing in lines
    assert any(line.startswith("Debrief: ") for line in lines)
    assert EN.plain_help in remarks
    (interview_saved,) = session.interviews()
    assert interview_saved.ended_at is not None


def test_question_probe_verdict_and_debrief_in_chinese(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase", language=Language.ZH)
    out, remarks = practise(
        interview,
        "变基把提交逐个重放到另一个基底上，生成哈希不同的新提交。",
        "历史变成一条直线，没有合并提交。",
        "",
        "别人已经拉取过的公共分支不能变基。",
        "",
        "",
        interface=Language.ZH,
    )
    lines = out.splitlines()
    assert lines[0] == "Q 1/1 (中等, 3 分钟): git rebase 做了什么？什么时候不该用它？"
    assert "面试官: 在多人协作的分支上可以这样做吗？" in lines
    assert sum("✓ 已答到" in line for line in lines) == 3
    assert any(line.startswith("复盘: ") for line in lines)
    assert ZH.plain_help in remarks
    assert "Interviewer" not in out


def test_the_interface_may_speak_another_language_than_the_questions(
    session: Session, start: Start, practise: Practise
) -> None:
    out, _ = practise(start(session, "git/bisect", language=Language.ZH), "/skip")
    assert out.startswith("Q 1/1 (easy, 2 min): git bisect 是做什么的？")


def test_an_answer_goes_on_over_lines_until_an_empty_one(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase")
    practise(interview, "", "", NEW_COMMITS, "  indented", "", "  ", SHARED, "")
    assert attempts(session, interview)[0].answers == (f"{NEW_COMMITS}\n  indented", SHARED)


def test_the_verdict_waits_for_the_answer_to_the_probe(session: Session, start: Start, practise: Practise) -> None:
    out, _ = practise(start(session, "git/rebase"), f"{NEW_COMMITS} {STRAIGHT}", "")
    assert out.count("%") == 0
    assert out.rstrip().endswith("Interviewer: May you do this on a branch that others use?")


# The end of the input


def test_no_input_asks_a_question_and_ends(session: Session, start: Start, practise: Practise) -> None:
    out, remarks = practise(start(session, "git/rebase", "sql/index"))
    assert out.startswith("Q 1/2 ")
    assert "Q 2/2" not in out
    assert "Kept. " not in remarks
    assert session.unfinished() is None, "nothing was said: there is nothing to resume"


def test_an_answer_may_end_with_the_input(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase", "sql/index")
    out, remarks = practise(interview, ALL)
    assert "✓ covered" in out
    assert "Kept. " in remarks
    assert attempts(session, interview)[0].outcome is Outcome.ANSWERED
    assert session.unfinished() is not None


def test_after_the_last_verdict_the_end_of_input_ends_the_interview(
    session: Session, start: Start, practise: Practise
) -> None:
    out, remarks = practise(start(session, "git/rebase"), ALL, "")
    assert "Debrief" in out
    assert "Kept. " not in remarks
    assert session.unfinished() is None


# Resuming


def test_what_was_typed_before_is_the_beginning_of_the_answer(
    session: Session, start: Start, practise: Practise, now: datetime
) -> None:
    interview = start(session, "git/rebase")
    attempt = session.ask(interview, session.bank.get("git/rebase"), now)
    session.save_draft(attempt.id, NEW_COMMITS, 3)
    _, remarks = practise(interview, SHARED, "")
    assert f"{EN.draft_kept}\n{NEW_COMMITS}\n" in remarks
    assert attempts(session, interview)[0].answers == (f"{NEW_COMMITS}\n{SHARED}",)


def test_an_empty_line_sends_the_draft_and_the_end_of_input_does_not(
    session: Session, start: Start, practise: Practise, now: datetime
) -> None:
    interview = start(session, "git/rebase")
    attempt = session.ask(interview, session.bank.get("git/rebase"), now)
    session.save_draft(attempt.id, NEW_COMMITS, 3)
    practise(interview)
    assert (attempts(session, interview)[0].answers, attempts(session, interview)[0].draft) == (
        (),
        NEW_COMMITS,
    )
    practise(interview, "")
    assert attempts(session, interview)[0].answers == (NEW_COMMITS,)


def test_a_resumed_question_repeats_the_conversation(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase")
    practise(interview, f"{NEW_COMMITS} {STRAIGHT}", "")
    out, _ = practise(interview, SHARED, "", "")
    lines = out.splitlines()
    assert f"You: {NEW_COMMITS} {STRAIGHT}" in lines
    assert "Interviewer: May you do this on a branch that others use?" in lines
    assert "Debrief" in out


# Commands


def test_hints_are_given_until_there_are_none(session: Session, start: Start, practise: Practise) -> None:
    out, _ = practise(start(session, "git/rebase"), *["/hint"] * 7)
    assert "Are they still the same commits afterwards?" in out
    assert "Rebasing replays commits …" in out
    assert out.rstrip().endswith(EN.no_more_hints)


def test_skipping_goes_on_and_counts_as_nothing_said(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase", "sql/index")
    out, _ = practise(interview, "/skip", "/skip")
    assert "Q 2/2" in out
    assert "Debrief: 0 %" in out
    assert [attempt.outcome for attempt in attempts(session, interview)] == [Outcome.SKIPPED] * 2


def test_revealing_shows_what_was_said_and_the_model_answer(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase")
    out, _ = practise(interview, NEW_COMMITS, "", "/reveal")
    assert "✓ covered: Rebasing replays" in out
    assert f"{EN.model_answer}:\nRebasing replays commits" in out
    assert attempts(session, interview)[0].outcome is Outcome.REVEALED


def test_ending_leads_to_the_debrief_at_once(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase", "sql/index")
    out, _ = practise(interview, ALL, "", "/end", "never read")
    assert "Debrief" in out
    assert "Q 2/2" in out
    assert session.unfinished() is None
    assert [attempt.answers for attempt in attempts(session, interview)] == [(ALL,), ()]


def test_the_last_verdict_can_be_overruled_and_explained(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase")
    out, remarks = practise(
        interview,
        NEW_COMMITS,
        "",
        "no idea",
        "",
        "/overrule 2 covered",
        "/model",
        "/overrule 65",
        "/overrule 9 x",
        "",
    )
    (attempt,) = attempts(session, interview)
    assert attempt.score is not None
    assert attempt.score.match("shared-history").status is Status.COVERED
    assert (attempt.score.overall, attempt.score.overruled) == (0.65, True)
    assert "your verdict" in out
    assert EN.model_answer in out
    assert "Debrief: 65 %" in out
    assert EN.overrule_usage in remarks


def test_an_earlier_verdict_can_be_overruled_at_the_next_question(
    session: Session, start: Start, practise: Practise
) -> None:
    interview = start(session, "git/rebase", "sql/index")
    practise(interview, ALL, "", "/overrule 10")
    (first, second) = attempts(session, interview)
    assert first.score is not None
    assert (first.score.overall, second.answers, second.outcome) == (0.1, (), None)


@pytest.mark.parametrize(
    "argument",
    ["", "101", "-1", "0 covered", "4 covered", "2 great", "two covered", "2 covered now", "²", "1e1"],
)
def test_a_command_that_makes_no_sense_changes_nothing(
    session: Session, start: Start, practise: Practise, argument: str
) -> None:
    interview = start(session, "git/rebase")
    practise(interview, ALL, "", "")
    before = attempts(session, interview)[0].score
    again = start(session, "git/rebase")
    _, remarks = practise(again, ALL, "", f"/overrule {argument}", "")
    assert EN.overrule_usage in remarks
    assert attempts(session, again)[0].score == before


def test_before_the_first_verdict_there_is_nothing_to_overrule(
    session: Session, start: Start, practise: Practise
) -> None:
    out, remarks = practise(start(session, "git/rebase"), "/overrule 80", "/model", "/help")
    assert EN.nothing_to_overrule in remarks
    assert EN.no_model_answer in out
    assert remarks.count(EN.plain_help) == 2


@pytest.mark.parametrize("answer", ["/etc/passwd is a file", "/hints are for others", "/ is the root", "//skip"])
def test_an_answer_that_begins_with_a_slash_is_an_answer(
    session: Session, start: Start, practise: Practise, answer: str
) -> None:
    interview = start(session, "git/rebase")
    practise(interview, answer, "")
    assert attempts(session, interview)[0].answers == (answer,)


def test_a_mistyped_command_is_not_an_answer(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase")
    _, remarks = practise(interview, "/revael", "")
    assert attempts(session, interview)[0].answers == ()
    assert remarks.count(EN.plain_help) == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_inside_an_answer_is_part_of_it(
    session: Session, start: Start, practise: Practise, command: str
) -> None:
    interview = start(session, "git/rebase")
    practise(interview, "In a shell I type", command, "")
    assert attempts(session, interview)[0].answers == (f"In a shell I type\n{command}",)


# When the answer cannot be saved


@pytest.fixture
def broken(session: Session, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes the next tries to save anything the candidate says fail."""

    def breaker(times: int) -> None:
        left = {"submit": times, "save_draft": times}

        def failing(name: str) -> Callable[..., object]:
            real = getattr(session, name)

            def call(*arguments: object) -> object:
                left[name] -= 1
                if left[name] >= 0:
                    raise StoreError("The disk is full.", "Free some space.")
                return real(*arguments)

            return call

        for name in left:
            monkeypatch.setattr(session, name, failing(name))

    return breaker


def test_an_answer_that_cannot_be_saved_is_given_back(
    session: Session, start: Start, broken: Callable[[int], None], now: datetime
) -> None:
    interview = start(session, "git/rebase")
    broken(1)
    remarks = io.StringIO()
    plain = PlainInterview(
        session, Language.EN, lambda: now, io.StringIO(f"{NEW_COMMITS}\nmore\n\n"), io.StringIO(), remarks
    )
    with pytest.raises(StoreError):
        plain.run(interview)
    assert remarks.getvalue().endswith(f"{EN.not_saved}\n{NEW_COMMITS}\nmore\n")
    assert remarks.getvalue().count("The disk is full.") == 1


def test_a_person_can_mend_the_cause_and_try_again(
    session: Session, start: Start, practise: Practise, broken: Callable[[int], None]
) -> None:
    interview = start(session, "git/rebase")
    broken(2)
    out, remarks = practise(interview, ALL, "", "", "", "", stream=Terminal)
    assert remarks.count(f"Free some space.\n{EN.press_enter}") == 2
    assert attempts(session, interview)[0].answers == (ALL,)
    assert "✓ covered" in out


def test_a_person_who_leaves_instead_gets_the_answer_back(
    session: Session, start: Start, practise: Practise, broken: Callable[[int], None]
) -> None:
    interview = start(session, "git/rebase")
    broken(100)
    with pytest.raises(StoreError):
        practise(interview, ALL, "", stream=Terminal)


# Rating, undo, suspension


def test_the_last_answer_is_rated_otherwise_and_both_ratings_are_kept(
    session: Session, start: Start, practise: Practise
) -> None:
    interview = start(session, "git/rebase")
    out, remarks = practise(interview, ALL, "", "/rate hard", "/rate 9", "")
    assert f"{EN.rated.format(rating='easy')}; comes again in " in out
    assert f"{EN.rated_by_you.format(rating='hard', suggested='easy')}; comes again tomorrow" in out
    assert EN.rate_usage in remarks
    (attempt,) = attempts(session, interview)
    assert (attempt.suggested, attempt.chosen) == (Rating.EASY, Rating.HARD)


def test_undo_takes_back_step_after_step_and_asks_again(session: Session, start: Start, practise: Practise) -> None:
    interview = start(session, "git/rebase", "git/bisect")
    out, remarks = practise(
        interview, ALL, "", "/undo", "/hint", "/undo", "/undo", SHARED, "", "/end", interface=Language.ZH
    )
    assert f"{ZH.undone_answer}\n{ALL}" in remarks
    assert ZH.undone_hint in remarks
    assert remarks.count(ZH.nothing_to_undo) == 1
    assert out.count("Q 1/2") == 3
    assert attempts(session, interview)[0].answers == (SHARED,)


def test_undo_after_the_last_verdict_opens_the_question_again(
    session: Session, start: Start, practise: Practise
) -> None:
    interview = start(session, "git/rebase")
    out, _ = practise(interview, ALL, "", "/rate 1", "/undo", "/undo", ALL, "", "")
    assert out.count("Q 1/1") == 2
    assert attempts(session, interview)[0].chosen is None


def test_a_question_that_annoys_is_suspended_by_its_candidate_only(
    session: Session, start: Start, practise: Practise
) -> None:
    _, remarks = practise(start(session, "git/rebase"), ALL, "", "/suspend", "")
    assert EN.suspended.format(item="git/rebase") in remarks
    assert session.drills.suspended() == {"git/rebase"}
