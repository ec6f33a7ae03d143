"""Looking back: what is listed, what is found, what is opened and compared."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from interviewer.bank import Bank
from interviewer.errors import BankError, UsageError
from interviewer.model import (
    Attempt,
    Interview,
    Language,
    Mode,
    Outcome,
    Rating,
    Selection,
    Status,
)
from interviewer.model.history import HistoryFilter, Standing
from interviewer.model.review import Wish
from interviewer.session import Session
from interviewer.store import Store

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
SHARED = "A public branch that colleagues have already pulled must not be rebased."
STRAIGHT = "The log becomes one straight line without merge commits."

OpenSession = Callable[..., Session]
DAY = timedelta(days=1)


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """A session that does not ask on."""
    return open_session(probes=0)


def hold(session: Session, when: datetime, **answers: str | None) -> Interview:
    """An interview with an answer to each question, None for skipping it; `git_rebase` stands for `git/rebase`."""
    named = {name.replace("_", "/"): said for name, said in answers.items()}
    interview = session.start(Selection(question_ids=tuple(named)), 0, when)
    for question_id, said in named.items():
        attempt = session.ask(interview, session.bank.get(question_id), when)
        if said is None:
            session.close_attempt(attempt, Outcome.SKIPPED, 5, when)
        else:
            session.submit(attempt, said, 60, when)
    session.end(interview.id, when)
    saved = session.interview(interview.id)
    assert saved is not None
    return saved


@pytest.fixture
def past(session: Session, now: datetime) -> tuple[Interview, Interview, Interview]:
    """Three interviews, a day apart."""
    return (
        hold(session, now, git_rebase=NEW_COMMITS, sql_index=None),
        hold(session, now + DAY, git_rebase=f"{NEW_COMMITS} {SHARED} {STRAIGHT}"),
        hold(session, now + 2 * DAY, web_etag="I have no idea at all about that."),
    )


def drilled(session: Session, item: str, said: str, when: datetime) -> Attempt:
    """An answer in a drill of one key point."""
    drill, _ = session.start_drill(Wish(points=True, cram=True), 0, when)
    assert drill is not None
    attempt = session.ask(drill, session.bank.get(item), when)
    return session.submit(attempt, said, 20, when).attempt


# Lists


def test_the_latest_session_comes_first_and_pages_follow_on_each_other(
    session: Session, past: tuple[Interview, ...], now: datetime
) -> None:
    newest_first = [interview.id for interview in reversed(past)]
    assert [sitting.id for sitting in session.history.sittings(now)] == newest_first
    assert [sitting.id for sitting in session.history.sittings(now, limit=2)] == newest_first[:2]
    assert [sitting.id for sitting in session.history.sittings(now, limit=2, offset=2)] == newest_first[2:]
    assert len(session.history.sittings(now, limit=0)) == 3


def test_a_session_has_the_score_of_its_debrief(session: Session, past: tuple[Interview, ...], now: datetime) -> None:
    for sitting in session.history.sittings(now):
        debrief = session.debrief(sitting.id)
        assert sitting.overall == pytest.approx(debrief.overall)
        assert sitting.by_topic == pytest.approx(dict(debrief.by_topic))
    assert [len(sitting.results) for sitting in session.history.sittings(now)] == [1, 1, 2]


def test_a_session_in_which_nothing_was_done_is_not_listed(session: Session, now: datetime) -> None:
    interview = session.start(Selection(question_ids=("git/rebase",)), 0, now)
    session.ask(interview, session.bank.get("git/rebase"), now)
    assert session.history.sittings(now) == ()


def test_a_review_tells_what_was_asked_said_and_found(
    session: Session, past: tuple[Interview, ...], now: datetime
) -> None:
    session.rate(past[0].attempts[0], Rating.EASY, now)
    first = session.history.reviews(now)[-1]
    assert (first.review.item, first.interview_id, first.mode) == ("git/rebase", past[0].id, Mode.MOCK)
    assert first.question == "What does git rebase do, and when should you not use it?"
    assert first.answer == NEW_COMMITS
    assert first.review.rating is Rating.EASY
    assert first.statuses["new-commits"] is Status.COVERED
    assert first.statuses["shared-history"] is Status.MISSING
    assert (first.outcome, first.hints, first.probes, first.overruled) == (Outcome.ANSWERED, 0, 0, False)
    assert first.standing is Standing.CURRENT


def test_a_verdict_of_the_candidates_own_is_marked(
    session: Session, past: tuple[Interview, ...], now: datetime
) -> None:
    session.overrule_point(past[0].attempts[0], "shared-history", Status.COVERED, now)
    session.overrule(past[1].attempts[0], 0.3, now)
    marked = {one.interview_id: one.overruled for one in session.history.reviews(now)}
    assert marked == {past[0].id: True, past[1].id: True, past[2].id: False}


# Filters


@pytest.mark.parametrize(
    ("wanted", "sittings", "reviews"),
    [
        (HistoryFilter(), (2, 1, 0), (2, 1, 0)),
        (HistoryFilter(topics=("git",)), (1, 0), (1, 0)),
        (HistoryFilter(topics=("sql", "web")), (2, 0), (2,)),
        (HistoryFilter(tags=("git",)), (1, 0), (1, 0)),
        (HistoryFilter(question_ids=("sql/index",)), (0,), ()),
        (HistoryFilter(question_ids=("web/etag", "sql/index")), (2, 0), (2,)),
        (HistoryFilter(modes=(Mode.DRILL,)), (), ()),
        (HistoryFilter(modes=(Mode.MOCK, Mode.DRILL)), (2, 1, 0), (2, 1, 0)),
        (HistoryFilter(below=0.6), (2, 0), (2, 0)),
        (HistoryFilter(below=0.05), (2,), (2,)),
        (HistoryFilter(words=("HASHES",)), (1, 0), (1, 0)),
        (HistoryFilter(words=("hashes", "straight")), (1,), (1,)),
        (HistoryFilter(words=("web/",)), (2,), (2,)),
        (HistoryFilter(words=("100%_",)), (), ()),
        (HistoryFilter(topics=("git",), below=0.6), (0,), (0,)),
    ],
    ids=str,
)
def test_filters_find_what_fits(
    session: Session,
    past: tuple[Interview, ...],
    now: datetime,
    wanted: HistoryFilter,
    sittings: tuple[int, ...],
    reviews: tuple[int, ...],
) -> None:
    assert [sitting.id for sitting in session.history.sittings(now, wanted)] == [past[n].id for n in sittings]
    assert [one.interview_id for one in session.history.reviews(now, wanted)] == [past[n].id for n in reviews]


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(
    session: Session, past: tuple[Interview, ...], now: datetime
) -> None:
    wanted = HistoryFilter(since=now + DAY, until=now + 2 * DAY)
    assert [sitting.id for sitting in session.history.sittings(now, wanted)] == [past[1].id]
    assert [one.interview_id for one in session.history.reviews(now, wanted)] == [past[1].id]


def test_weak_is_what_a_drill_calls_weak(session: Session, past: tuple[Interview, ...], now: datetime) -> None:
    soon = now + 2 * DAY
    weak = {one.review.item for one in session.history.reviews(soon, HistoryFilter(weak=True))}
    assert weak == {card.item for card in session.drills.cards().values() if session.drills.reasons(card.item, soon)}
    assert "web/etag" in weak
    assert "git/rebase" not in weak, "the last answer was good"


def test_a_question_is_found_with_its_key_points(session: Session, now: datetime) -> None:
    drilled(session, "git/rebase#straight-line", STRAIGHT, now)
    drilled(session, "git/bisect#automatic", "A script does.", now)
    for wanted in ("git/rebase", "git/rebase#straight-line"):
        (found,) = session.history.reviews(now, HistoryFilter(question_ids=(wanted,)))
        assert found.review.item == "git/rebase#straight-line"
        assert found.mode is Mode.CRAM
    assert len(session.history.reviews(now, HistoryFilter(topics=("git",)))) == 2


@pytest.mark.parametrize(
    "wanted",
    [HistoryFilter(topics=("gti",)), HistoryFilter(tags=("gti",)), HistoryFilter(question_ids=("git/rebsae",))],
    ids=str,
)
def test_what_never_was_is_an_error(session: Session, now: datetime, wanted: HistoryFilter) -> None:
    for find in (session.history.sittings, session.history.reviews):
        with pytest.raises(BankError) as caught:
            find(now, wanted)
        assert caught.value.hint


# Questions that changed or vanished


def test_what_left_the_bank_is_still_listed_and_found(
    open_session: OpenSession, small_bank: Bank, past: tuple[Interview, ...], now: datetime
) -> None:
    smaller = open_session(bank=Bank(tuple(q for q in small_bank.questions if q.topic == "sql")))
    wanted = HistoryFilter(topics=("git",))
    latest, oldest = smaller.history.reviews(now, wanted)
    assert (latest.standing, latest.question) == (Standing.GONE, oldest.question)
    assert smaller.history.reviews(now, HistoryFilter(question_ids=("git/rebase",))) == (latest, oldest)
    last, first = smaller.history.sittings(now, wanted)
    assert last.overall == latest.review.overall, "where all are gone, they count"
    assert first.overall == 0, "where some are left, these count"
    assert [sitting.id for sitting in smaller.history.sittings(now, HistoryFilter(below=0.01))] == [
        past[2].id,
        past[0].id,
    ]


def test_the_debrief_keeps_what_left_the_bank_apart(
    open_session: OpenSession, small_bank: Bank, past: tuple[Interview, ...]
) -> None:
    smaller = open_session(bank=Bank(tuple(q for q in small_bank.questions if q.id != "git/rebase")))
    debrief = smaller.debrief(past[0].id)
    assert [question.id for question, _ in debrief.attempts] == ["sql/index"]
    ((question, attempt),) = debrief.vanished
    assert question.text.en == "What does git rebase do, and when should you not use it?"
    assert attempt.answers == (NEW_COMMITS,)
    assert debrief.overall == 0
    assert [question.id for question in debrief.drill] == ["sql/index"], "nobody can practise what is gone"
    assert smaller.debrief(past[1].id).overall == past[1].attempts[0].score.overall  # type: ignore[union-attr]


def test_what_was_reworded_since_is_marked(
    open_session: OpenSession, small_bank: Bank, past: tuple[Interview, ...], now: datetime
) -> None:
    reworded = open_session(
        bank=Bank(tuple(replace(q, content_hash="new") if q.id == "git/rebase" else q for q in small_bank.questions))
    )
    standings = {one.review.item: one.standing for one in reworded.history.reviews(now)}
    assert standings == {"git/rebase": Standing.CHANGED, "web/etag": Standing.CURRENT}
    assert reworded.history.standing(past[0].attempts[0]) is Standing.CHANGED


def test_what_was_rated_elsewhere_has_no_score(store: Store, session: Session, now: datetime) -> None:
    store.add_interview(Interview("imported", Language.EN, ("git/rebase",), now, now, mode=Mode.IMPORTED))
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO attempts (id, interview_id, question_id, language, content_hash, started_at, outcome) "
            "VALUES ('there', 'imported', 'git/rebase', 'en', '', ?, 'answered')",
            (now.isoformat(timespec="microseconds"),),
        )
        connection.execute(
            "INSERT INTO reviews (attempt_id, overruled, matches, scorer, belongs_to, reviewed_at, item, suggested, "
            "changed_at, digest) VALUES ('there', 0, '[]', '', '', ?1, 'git/rebase', 'good', ?1, 1)",
            (now.isoformat(timespec="microseconds"),),
        )
    (sitting,) = session.history.sittings(now)
    assert (sitting.mode, sitting.overall) == (Mode.IMPORTED, None)
    (review,) = session.history.reviews(now)
    assert (review.review.overall, review.question, review.answer) == (None, "", "")
    assert review.standing is Standing.CURRENT
    assert session.history.reviews(now, HistoryFilter(below=1.0)) == ()
    assert session.debrief("imported").overall is None


# One, and two


def test_a_session_or_an_answer_is_opened_by_the_beginning_of_its_id(
    session: Session, past: tuple[Interview, ...]
) -> None:
    assert session.history.open(past[0].id) == past[0]
    assert session.history.open(past[0].attempts[0].id) == past[0].attempts[0]
    with pytest.raises(UsageError, match="Several ids begin with 'id-'"):
        session.history.open("id-")
    for nothing in ("nothing", ""):
        with pytest.raises(BankError, match="no session and no answer"):
            session.history.open(nothing)
    with pytest.raises(UsageError, match="is a session"):
        session.history.attempt(past[0].id)


def test_the_other_answers_to_a_question(session: Session, past: tuple[Interview, ...], now: datetime) -> None:
    (other,) = session.history.others(past[0].attempts[0], now)
    assert other.review.attempt_id == past[1].attempts[0].id
    assert session.history.others(past[2].attempts[0], now) == ()


def test_a_question_is_compared_from_its_first_answer_to_its_latest(
    session: Session, past: tuple[Interview, ...], now: datetime
) -> None:
    hold(session, now + 3 * DAY, git_rebase=SHARED)
    comparison = session.history.compare_first_and_latest("git/rebase", now)
    assert comparison.before.answers == (NEW_COMMITS,)
    assert comparison.after.answers == (SHARED,)
    assert not comparison.reworded


def test_what_cannot_be_compared_is_refused(session: Session, past: tuple[Interview, ...], now: datetime) -> None:
    rebase, etag = past[0].attempts[0], past[2].attempts[0]
    with pytest.raises(UsageError, match=r"answers git/rebase.* answers web/etag"):
        session.history.compare(rebase, etag)
    with pytest.raises(UsageError, match="one and the same"):
        session.history.compare(rebase, rebase)
    with pytest.raises(UsageError, match="web/etag was answered once"):
        session.history.compare_first_and_latest("web/etag", now)
    with pytest.raises(UsageError, match="git/bisect was not answered"):
        session.history.compare_first_and_latest("git/bisect", now)
    with pytest.raises(BankError):
        session.history.compare_first_and_latest("git/rebsae", now)
