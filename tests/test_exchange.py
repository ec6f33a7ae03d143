"""Reviews that were made in another program: taken in once, counted by the schedule, shown for what they are."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.formats.anki import read_history, write_deck
from interviewer.formats.markdown import debrief_markdown
from interviewer.lines.feedback import debrief_lines
from interviewer.model import Ground, Interview, Language, Mode, Outcome, Rating
from interviewer.model.imported import ImportedReview, Intake
from interviewer.model.review import Wish
from interviewer.phrases import PHRASES
from interviewer.session import Grader, Session
from interviewer.store import Store

ITEMS = ("git/bisect", "git/rebase", "git/rebase#new-commits", "sql/index")
DAY = timedelta(days=1)


def review(item: str, at: datetime, rating: Rating = Rating.GOOD, **fields: object) -> ImportedReview:
    """A review made elsewhere."""
    return ImportedReview(item, at, rating, **fields)  # type: ignore[arg-type]


def saved(session: Session) -> set[tuple[str, str, datetime, Rating, bool, float | None]]:
    """Every review in the session's database, as far as it matters which and what it is."""
    return {
        (r.attempt_id, r.item, r.reviewed_at, r.rating, r.scheduled, r.overall)
        for r in session.exchange.record(points=True).reviews
    }


@pytest.fixture(scope="module")
def fresh(small_bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Session]:
    """Opens sessions with a new database each, for many examples; none of them scores anything."""
    numbers = count(1)

    def opener() -> Session:
        folder = tmp_path_factory.mktemp("fresh")
        grader = Grader(small_bank, folder, tuple)
        store = Store(folder / "test.db", datetime(2026, 3, 1, tzinfo=UTC))
        return Session(small_bank, lambda: store, grader, 1, lambda: f"id-{next(numbers)}")

    return opener


def test_the_schedule_counts_what_was_reviewed_elsewhere(session: Session, now: datetime) -> None:
    reviews = [review("git/rebase", now - 9 * DAY, Rating.GOOD), review("git/rebase", now - 6 * DAY, Rating.AGAIN)]
    assert session.exchange.take_in(reviews, Language.EN) == Intake(added=2)
    card = session.drills.card("git/rebase")
    assert card is not None
    assert (card.reviews, card.lapses, card.last_rating, card.last_score) == (2, 1, Rating.AGAIN, None)
    (pick,) = session.drills.queue(Wish(questions=1), 0, now).picks
    assert (pick.item, pick.reasons[-1].ground) == ("git/rebase", Ground.DUE)


def test_what_was_crammed_elsewhere_does_not_count(session: Session, now: datetime) -> None:
    session.exchange.take_in([review("git/rebase", now, Rating.AGAIN, scheduled=False)], Language.EN)
    card = session.drills.card("git/rebase")
    assert card is not None
    assert (card.reviews, card.due_at, card.last_rating) == (0, None, Rating.AGAIN)


def test_what_was_rated_well_elsewhere_is_not_the_weakest(session: Session, now: datetime) -> None:
    reviews = [review("git/rebase", now - DAY, Rating.EASY), review("git/bisect", now - DAY, Rating.AGAIN)]
    session.exchange.take_in(reviews, Language.EN)
    weakness = {pick.item: pick.weakness for pick in session.drills.queue(Wish(cram=True), 0, now).picks}
    assert weakness["git/rebase"] < 0.2
    assert weakness["git/bisect"] > 2 * weakness["git/rebase"]


def test_items_that_the_bank_does_not_have_are_counted_and_left_out(session: Session, now: datetime) -> None:
    reviews = [review("git/gone", now), review("git/rebase#gone", now), review("git/rebase", now)]
    assert session.exchange.take_in(reviews, Language.EN) == Intake(added=1, unknown=2)


def test_a_day_becomes_an_interview_and_what_comes_again_that_day_another(session: Session, now: datetime) -> None:
    minute = timedelta(minutes=1)
    reviews = [
        review("git/rebase", now, Rating.AGAIN, elapsed_s=20),
        review("git/bisect", now + minute),
        review("git/rebase", now + 10 * minute),
        review("git/rebase", now + DAY),
    ]
    session.exchange.take_in(reviews, Language.ZH)
    interviews = session.interviews()
    asked = [tuple(attempt.question_id for attempt in interview.attempts) for interview in interviews]
    assert sorted(asked) == [("git/rebase",), ("git/rebase",), ("git/rebase", "git/bisect")]
    first = interviews[-1]
    assert (first.mode, first.language) == (Mode.IMPORTED, Language.ZH)
    assert (first.started_at, first.ended_at) == (now - timedelta(seconds=20), now + minute)
    assert session.unfinished() is None
    assert session.undo(first.id) is None, "nobody did anything here"


def test_an_imported_interview_says_what_it_is_and_has_no_score(session: Session, now: datetime) -> None:
    session.exchange.take_in([review("git/bisect", now, Rating.HARD)], Language.EN)
    debrief = session.debrief(session.interviews()[0].id)
    assert (debrief.overall, debrief.by_topic, debrief.missed, debrief.drill) == (None, (), (), ())
    english, chinese = PHRASES[Language.EN], PHRASES[Language.ZH]
    expected = "  - What is git bisect for?  hard"
    assert debrief_lines(debrief, english) == [f"Debrief: {english.rated_elsewhere}:", expected]
    assert chinese.rated_elsewhere in debrief_markdown(debrief, Language.ZH)
    assert chinese.rating_hard in debrief_markdown(debrief, Language.ZH)


def test_the_history_lists_an_imported_interview(
    session: Session, run_interviewer: Callable[..., object], now: datetime, bank_folder: Path
) -> None:
    session.exchange.take_in([review("git/bisect", now)], Language.EN)
    listed = run_interviewer("--bank", bank_folder, "history")
    assert listed.stdout.split()[3:6] == ["imported", "–", "1/1"]  # type: ignore[attr-defined]


def test_what_is_here_is_recognised_though_it_comes_back_to_the_millisecond_and_moved(
    session: Session, start: Callable[..., Interview], now: datetime
) -> None:
    at = now.replace(microsecond=123_456)
    interview = start(session, "git/rebase")
    attempt = session.ask(interview, session.bank.get("git/rebase"), at)
    session.close_attempt(attempt, Outcome.REVEALED, 5, at)
    back = at.replace(microsecond=123_000)
    moved = [review(item, back + timedelta(milliseconds=n), Rating.AGAIN) for n, item in enumerate(ITEMS[1:3])]
    assert session.exchange.take_in(moved, Language.EN) == Intake(known=2), "the point was reviewed with the whole"
    earlier, later = review("git/rebase", back - timedelta(milliseconds=1)), review("git/rebase", back + DAY)
    assert session.exchange.take_in([earlier, later], Language.EN) == Intake(added=2)


moments = st.builds(
    lambda days, s: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days, seconds=2 * s, milliseconds=7),
    st.integers(0, 3),
    st.integers(0, 5) | st.integers(0, 43_199),
)
histories = st.lists(
    st.builds(ImportedReview, st.sampled_from(ITEMS), moments, st.sampled_from(Rating), scheduled=st.booleans()),
    max_size=12,
    unique_by=lambda found: (found.item, found.reviewed_at),
)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_and_the_number_of_imports_do_not_matter(
    fresh: Callable[[], Session], history: list[ImportedReview], chance: object
) -> None:
    once, often = fresh(), fresh()
    assert once.exchange.take_in(history, Language.EN) == Intake(added=len(history))
    shuffled = list(history)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    half = len(history) // 2
    for part in (shuffled[:half], shuffled, shuffled[half:]):
        often.exchange.take_in(part, Language.EN)
    assert saved(once) == saved(often)
    assert once.drills.cards() == often.drills.cards()
    assert once.exchange.take_in(history, Language.EN) == Intake(known=len(history))


@given(histories)
def test_export_then_import_changes_nothing(
    fresh: Callable[[], Session], tmp_path_factory: pytest.TempPathFactory, history: list[ImportedReview]
) -> None:
    session = fresh()
    session.exchange.take_in(history, Language.EN)
    before, interviews = saved(session), session.interviews()
    deck = tmp_path_factory.mktemp("decks") / "deck.apkg"
    record = session.exchange.record(points=True)
    written = write_deck(
        deck, session.bank.questions, record, Language.EN, datetime(2026, 3, 1, tzinfo=UTC), points=True
    )
    assert written.reviews == len(history)
    assert session.exchange.take_in(read_history(deck), Language.EN) == Intake(known=len(history))
    assert (saved(session), session.interviews()) == (before, interviews)


def test_reviews_of_key_points_go_out_only_where_they_are_wanted(session: Session, now: datetime) -> None:
    session.exchange.take_in([review("git/rebase", now), review("git/rebase#new-commits", now)], Language.EN)
    whole, every = session.exchange.record(), session.exchange.record(points=True)
    assert [found.item for found in whole.reviews] == ["git/rebase"]
    assert sorted(found.item for found in every.reviews) == ["git/rebase", "git/rebase#new-commits"]
    assert set(every.cards) == {"git/rebase", "git/rebase#new-commits"}


def test_what_arrives_later_with_its_answer_replaces_what_was_taken_in_without(
    session: Session, start: Callable[..., Interview], now: datetime
) -> None:
    point = review("git/rebase#new-commits", now + timedelta(milliseconds=1), Rating.AGAIN)
    other = review("git/rebase", now + DAY)
    session.exchange.take_in([review("git/rebase", now, Rating.AGAIN), point, other], Language.EN)
    imported = session.interviews()[-1]
    session.rate(imported.attempts[0], Rating.HARD, now)
    interview = start(session, "git/rebase")
    attempt = session.ask(interview, session.bank.get("git/rebase"), now)
    session.close_attempt(attempt, Outcome.REVEALED, 5, now)
    assert session.exchange.settle() == 2
    assert session.undo(imported.id) is None
    reviews = sorted(session.exchange.record().reviews, key=lambda found: found.reviewed_at)
    assert [(found.reviewed_at, found.overall is None) for found in reviews] == [(now, False), (now + DAY, True)]
    assert len(session.interviews()) == 2
    assert session.exchange.settle() == 0
