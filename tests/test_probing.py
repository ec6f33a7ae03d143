"""Saying back what was asked earns nothing, wherever it is asked."""

from collections.abc import Callable
from datetime import datetime

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import POINT_MARK, Attempt, Interview, Language
from interviewer.model.review import Wish
from interviewer.scoring import echoes
from interviewer.session import Session

HALF = "The log becomes one straight line without merge commits."


def test_every_probe_of_the_bank_said_back_is_an_echo() -> None:
    points = [point for question in load_bank([builtin_directory()]).questions for point in question.key_points]
    probes = [point.probe[language] for point in points for language in point.probe.languages]
    assert len(probes) > 300
    assert [probe for probe in probes if not echoes(probe, probe)] == []


def test_no_point_of_the_bank_is_an_echo_of_its_probe() -> None:
    points = [point for question in load_bank([builtin_directory()]).questions for point in question.key_points]
    said = [(point.text[language], point.probe[language]) for point in points for language in point.text.languages]
    assert [text for text, probe in said if echoes(text, probe)] == []


def test_a_follow_up_said_back_changes_nothing(
    open_session: Callable[..., Session], start: Callable[..., Interview], now: datetime
) -> None:
    session = open_session(probes=1)
    interview = start(session, "git/rebase")
    first = session.submit(session.ask(interview, session.bank.get("git/rebase"), now), HALF, 1, now)
    assert first.probe is not None and first.attempt.score is not None
    second = session.submit(first.attempt, first.probe.text, 2, now)
    assert second.attempt.score is not None
    assert second.attempt.score.overall == first.attempt.score.overall


def test_a_point_is_scored_alone_and_its_probe_said_back_is_nothing(
    open_session: Callable[..., Session], now: datetime
) -> None:
    session = open_session(probes=0)

    def drilled(answer: str) -> Attempt:
        interview, _ = session.start_drill(Wish(points=True, topics=("git",), new=1, language=Language.EN), 0, now)
        assert interview is not None
        question = session.next_question(interview)
        assert question is not None and POINT_MARK in question.id
        asked = session.ask(interview, question, now)
        text = answer or question.text.en.splitlines()[-1]
        done = session.submit(asked, text, 1, now).attempt
        session.undo(interview.id)
        return done

    echo, whole = drilled(""), drilled(session.bank.get("git/rebase").model_answer.en)
    assert echo.score is not None and whole.score is not None
    assert (echo.score.overall, len(echo.score.matches)) == (0, 1)
    assert len(whole.score.matches) == 1
