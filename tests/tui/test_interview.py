"""A whole evening on the built-in bank: three questions in Chinese, three in English, an interruption, debriefs."""

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import Kind, Language, Outcome, Status
from interviewer.session import Grader, Session
from interviewer.settings import Places
from interviewer.store import Store
from interviewer.tui.card import Card
from interviewer.tui.debrief import DebriefScreen
from interviewer.tui.home import HomeScreen
from interviewer.tui.messages import InterviewerMessage

if TYPE_CHECKING:
    from datetime import datetime

    from tests.tui.conftest import Candidate, Sit, Ticks

OpenBuiltin = Callable[[], Session]

QUESTIONS = ("regularization/dropout", "python/range-xrange", "cnn/parameter-count")

FIRST_WORDS = {
    Language.ZH: "训练时随机让一部分神经元失活，每一步丢的都不一样。",
    Language.EN: "While training, random units are switched off, others in every step.",
}
NO_MORE = {Language.ZH: "想不起别的了。", Language.EN: "I cannot think of anything else."}


@pytest.fixture
def open_builtin(own_places: Places, now: "datetime") -> Iterator[OpenBuiltin]:
    """Opens sessions on the built-in bank, each as if the program had been started anew."""
    bank = load_bank([builtin_directory()])
    ids = itertools.count(1)
    opened: list[Session] = []

    def opener() -> Session:
        grader = Grader(bank, own_places.cache)
        opened.append(Session(bank, lambda: Store(own_places.database, now), grader, 1, lambda: f"id-{next(ids)}"))
        return opened[-1]

    yield opener
    for session in opened:
        session.close()


@pytest.mark.parametrize("language", list(Language))
async def test_an_evening(sit: "Sit", open_builtin: OpenBuiltin, ticks: "Ticks", language: Language) -> None:
    session = open_builtin()
    async with sit(*QUESTIONS, on=session, interface=language) as candidate:
        await _answer_in_two_turns(candidate, language)
        await _overrule_the_first_missing_point(candidate)
        ticks.seconds += 60
        await candidate.press("enter")
        await candidate.send(_model_answer(session, QUESTIONS[1], language))
        ticks.seconds += 60
        await candidate.press("enter")
        candidate.box.insert(FIRST_WORDS[language])
        await candidate.ask("ctrl+q")
        await candidate.press("l")
        assert isinstance(candidate.screen, HomeScreen)

    session = open_builtin()
    async with sit(on=session, interface=language) as candidate:
        await candidate.press("enter")
        assert len(candidate.screen.query(Card)) == 2
        assert candidate.box.text == FIRST_WORDS[language]
        candidate.box.clear()
        await candidate.send(_model_answer(session, QUESTIONS[2], language))
        ticks.seconds += 60
        await candidate.press("enter")
        assert isinstance(candidate.screen, DebriefScreen)
        debrief = candidate.told()

    (interview,) = session.interviews()
    assert [attempt.outcome for attempt in interview.attempts] == [Outcome.ANSWERED] * 3
    first, *rest = (session.bank.get(question_id) for question_id in QUESTIONS)
    phrases = candidate.app.context.phrases
    assert phrases.missed_points in debrief
    assert first.text[language] in debrief[debrief.index(phrases.weakest) :]
    assert all(question.text[language] in debrief for question in rest)
    assert interview.ended_at is not None


async def _answer_in_two_turns(candidate: "Candidate", language: Language) -> None:
    await candidate.send(FIRST_WORDS[language])
    assert not candidate.screen.query(Card)
    assert len(candidate.screen.query(InterviewerMessage)) == 2
    assert candidate.screen.query(f".{Kind.PROBE}")
    await candidate.send(NO_MORE[language])
    assert candidate.screen.query(Card)


async def _overrule_the_first_missing_point(candidate: "Candidate") -> None:
    session = candidate.app.context.session
    before = session.interviews()[0].attempts[0].score
    assert before is not None
    statuses = [match.status for match in before.matches]
    await candidate.ask("f6", *["down"] * statuses.index(Status.MISSING))
    await candidate.press("c")
    after = session.interviews()[0].attempts[0].score
    assert after is not None
    assert after.matches[statuses.index(Status.MISSING)].overruled
    assert after.overall > before.overall


def _model_answer(session: Session, question_id: str, language: Language) -> str:
    return session.bank.get(question_id).model_answer[language]
