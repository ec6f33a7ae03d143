"""Decks for Anki, held against Anki itself: what goes in, what is there, what comes back."""

import html
import io
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zstandard
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.days import day_of
from interviewer.errors import UsageError
from interviewer.formats.anki import WrittenDeck, read_history, write_deck
from interviewer.formats.anki.notes import plain_html
from interviewer.model import Interview, Language, Localized, Outcome, Rating
from interviewer.model.imported import Intake, Record
from interviewer.model.review import Review
from interviewer.schedule import replay
from interviewer.session import Session

if TYPE_CHECKING:
    from anki.cards import Card as AnkiCard

ITEMS = ("git/bisect", "git/rebase", "sql/index", "web/etag")
ANSWER = "Rebasing replays commits onto another base and writes new commits with new hashes."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A new collection of Anki's."""
    opened = Collection(str(tmp_path / "anki" / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, which must be empty again in the end."""
    (tmp_path / "anki").mkdir()
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Where a deck is written."""
    return tmp_path / "deck.apkg"


def review(number: int, item: str, at: datetime, rating: Rating = Rating.GOOD, **fields: object) -> Review:
    """A review with a rating; the score is of no interest to Anki."""
    made = Review(f"a{number}", item, "hash", at, 0.5, {}, rating)
    return replace(made, **fields)  # type: ignore[arg-type]


def record(*reviews: Review, suspended: tuple[str, ...] = ()) -> Record:
    """What was practised, with the cards that follow from it."""
    return Record(reviews, replay(reviews, 0.9), frozenset(suspended), 0.9)


def take_in(collection: Collection, deck: Path) -> dict[str, int]:
    """Imports a deck as Anki does; how many notes are new, updated, or there already."""
    options = ImportAnkiPackageOptions(with_scheduling=True)
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck), options=options)).log
    assert not (log.conflicting or log.missing_notetype or log.missing_deck or log.empty_first_field)
    return {"new": len(log.new), "updated": len(log.updated), "there": len(log.duplicate)}


def export(collection: Collection, out: Path, legacy: bool) -> Path:
    """Exports all decks as Anki does, in the form of older or of newer versions."""
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
    collection.export_anki_package(out_path=str(out), options=options, limit=None)
    return out


def card_of(collection: Collection, item: str) -> "AnkiCard":
    """The card about an item."""
    number = collection.db.scalar(  # type: ignore[union-attr]
        "SELECT cards.id FROM cards JOIN notes ON notes.id = nid WHERE guid = ?", f"interviewer:{item}"
    )
    return collection.get_card(number)


def shown(field: str) -> str:
    """What a reader sees of a field."""
    return html.unescape(re.sub(r"<[^>]*>", "", field.replace("<br>", "\n")))


# Cards


def test_each_question_is_a_note_with_points_model_answer_and_sources(
    collection: Collection, deck: Path, small_bank: Bank, now: datetime
) -> None:
    assert write_deck(deck, small_bank.questions, record(), Language.ZH, now) == WrittenDeck(4, 0)
    assert take_in(collection, deck) == {"new": 4, "updated": 0, "there": 0}
    note = card_of(collection, "git/bisect").note()
    question = small_bank.get("git/bisect")
    assert note["Question"] == "git bisect 是做什么的？"
    assert all(point.text.zh in note["Key points"] for point in question.key_points)
    assert "要点" in note["Key points"]
    assert question.model_answer.zh in note["Model answer"]
    assert "git documentation" in note["Sources"]
    assert note["Item"] == "git/bisect"
    assert set(note.tags) == {"difficulty::easy", "topic::git"}
    assert card_of(collection, "web/etag").note()["Question"] == small_bank.get("web/etag").text.en
    assert {"interviewer", "interviewer::git", "interviewer::sql", "interviewer::web"} <= {
        name.name for name in collection.decks.all_names_and_ids()
    }
    assert collection.fix_integrity()[1]


def test_a_card_shows_both_languages_where_none_is_chosen(
    collection: Collection, deck: Path, small_bank: Bank, now: datetime
) -> None:
    write_deck(deck, small_bank.questions, record(), None, now)
    take_in(collection, deck)
    card = card_of(collection, "git/bisect")
    assert all(text in card.question() for text in ("git bisect 是做什么的？", "What is git bisect for?"))
    assert all(text in card.answer() for text in ("二分查找", "binary search", "参考答案", "Model answer"))


def test_key_points_are_asked_by_their_probes_and_answered_by_their_texts(
    collection: Collection, deck: Path, small_bank: Bank, now: datetime
) -> None:
    points = sum(len(question.key_points) for question in small_bank.questions)
    assert write_deck(deck, small_bank.questions, record(), Language.EN, now, points=True).notes == 4 + points
    take_in(collection, deck)
    card = card_of(collection, "git/bisect#automatic")
    assert shown(card.note()["Question"]) == "What is git bisect for?\nCan it run unattended?"
    assert "A script can run the test automatically at every step." in card.note()["Key points"]
    assert card.note()["Model answer"] == ""
    assert collection.decks.name(card.did) == "interviewer::key points::git"


def test_markup_and_what_anki_would_read_as_its_own_stay_text(
    collection: Collection, deck: Path, small_bank: Bank, now: datetime
) -> None:
    odd = '<b>a</b> & "b" {{c1::x}} {{Item}} [sound:x.mp3] [latex]x[/latex] a[0]\n\t1 < 2 \x1f 😀　中'
    question = replace(small_bank.get("git/bisect"), text=Localized(en=odd, zh=odd), tags=("two words　三",))
    write_deck(deck, [question], record(), Language.EN, now)
    take_in(collection, deck)
    card = card_of(collection, "git/bisect")
    assert shown(card.note()["Question"]) == odd.replace("\x1f", " ").replace("\t", " ")
    assert "<b>" not in card.question()
    assert "[sound:" not in card.question()
    assert card.question_av_tags() == []
    assert "two_words_三" in card.note().tags


@given(st.text())
def test_every_text_is_shown_as_it_is(text: str) -> None:
    escaped = plain_html(text)
    expected = re.sub(r"[^\S\n\u3000]|[\x00-\x08\x0b-\x1f\x7f]", " ", text.encode(errors="replace").decode())
    assert shown(escaped) == expected
    assert set(re.findall(r"<[^>]*>", escaped)) <= {"<br>"}
    assert "\x1f" not in escaped, "it would begin the next field"


# Schedule and reviews


def test_cards_arrive_with_their_schedule(collection: Collection, deck: Path, small_bank: Bank) -> None:
    now = datetime.now(UTC)  # as Anki's own; it counts days from today
    ratings = (Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.GOOD)
    reviews = [
        review(days, "git/rebase", now - timedelta(days=days), rating)
        for days, rating in zip((60, 40, 38, 20), ratings, strict=True)
    ]
    practised = record(*reviews, suspended=("sql/index",))
    write_deck(deck, small_bank.questions, practised, Language.EN, now)
    take_in(collection, deck)
    card, ours = card_of(collection, "git/rebase"), practised.cards["git/rebase"]
    assert ours.due_at is not None
    assert (card.type, card.queue, card.reps, card.lapses) == (2, 2, 4, 1)
    assert card.due - collection.sched.today == (day_of(ours.due_at) - day_of(now)).days
    assert card.ivl == (ours.due_at - reviews[-1].reviewed_at).days
    assert card.factor == 2500 - 200 + 150
    assert card.memory_state is not None
    assert card.memory_state.stability == pytest.approx(ours.stability, abs=1e-3)
    assert card.memory_state.difficulty == pytest.approx(ours.difficulty, abs=1e-3)
    assert card_of(collection, "sql/index").queue == -1, "what is suspended here is suspended there"
    assert (card_of(collection, "web/etag").type, card_of(collection, "web/etag").queue) == (0, 0)


def test_reviews_arrive_in_the_log(collection: Collection, deck: Path, small_bank: Bank, now: datetime) -> None:
    at = now.replace(microsecond=123_456)
    reviews = (
        review(1, "git/rebase", at, Rating.AGAIN, chosen=Rating.HARD, elapsed_s=61.5),
        review(2, "sql/index", at, Rating.EASY),
        review(3, "git/rebase", at + timedelta(days=3), Rating.GOOD),
        review(4, "sql/index", at + timedelta(days=1), Rating.AGAIN, scheduled=False),
        review(5, "gone/question", at),
    )
    assert write_deck(deck, small_bank.questions, record(*reviews), Language.EN, now).reviews == 4
    take_in(collection, deck)
    first = int(at.timestamp() * 1000)
    day = 86_400_000
    assert collection.db is not None
    rows = collection.db.all(
        "SELECT guid, revlog.id, ease, revlog.type, time FROM revlog "
        "JOIN cards ON cards.id = cid JOIN notes ON notes.id = nid ORDER BY revlog.id"
    )
    assert rows == [
        ["interviewer:git/rebase", first, 2, 0, 61_500],
        ["interviewer:sql/index", first + 1, 4, 0, 0],
        ["interviewer:sql/index", first + 1 * day, 1, 3, 0],
        ["interviewer:git/rebase", first + 3 * day, 3, 1, 0],
    ]
    crammed = "SELECT factor FROM revlog WHERE type = 3"
    assert collection.db.scalar(crammed) == 0, "what was crammed leaves the schedule alone there as well"
    assert collection.fix_integrity()[1]


def test_a_second_export_updates_the_cards_and_doubles_none(
    collection: Collection, deck: Path, small_bank: Bank, now: datetime
) -> None:
    practised = record(review(1, "git/rebase", now))
    write_deck(deck, small_bank.questions, practised, Language.EN, now)
    first = deck.read_bytes()
    take_in(collection, deck)
    write_deck(deck, small_bank.questions, practised, Language.EN, now)
    assert deck.read_bytes() == first
    write_deck(deck, small_bank.questions, practised, Language.ZH, now + timedelta(days=1))
    assert take_in(collection, deck)["new"] == 0
    assert collection.note_count() == 4
    assert collection.db is not None
    assert collection.db.scalar("SELECT count(*) FROM revlog") == 1
    assert card_of(collection, "git/bisect").note()["Question"] == "git bisect 是做什么的？"


moments = st.builds(
    lambda begun, microseconds: begun + timedelta(microseconds=microseconds),
    st.sampled_from([datetime(2025, month, 1, tzinfo=UTC) for month in (1, 2, 12)]),
    st.integers(0, 3000) | st.integers(0, 30 * 86_400 * 10**6),
)
histories = st.lists(st.tuples(st.sampled_from(ITEMS), moments, st.sampled_from(Rating), st.booleans()), max_size=12)


@given(histories)
def test_what_was_written_is_read_back(
    small_bank: Bank, tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, datetime, Rating, bool]]
) -> None:
    deck = tmp_path_factory.mktemp("decks") / "deck.apkg"
    reviews = [review(number, *row[:3], scheduled=row[3]) for number, row in enumerate(history)]
    write_deck(deck, small_bank.questions, record(*reviews), Language.EN, datetime(2026, 3, 1, tzinfo=UTC))
    back = read_history(deck)
    assert len({found.reviewed_at for found in back}) == len(back) == len(reviews)
    for item in ITEMS:
        ours = sorted((r for r in reviews if r.item == item), key=lambda r: (r.reviewed_at, r.attempt_id))
        theirs = [found for found in back if found.item == item]
        assert [(r.rating, r.scheduled) for r in ours] == [(found.rating, found.scheduled) for found in theirs]
        for one, other in zip(ours, theirs, strict=True):
            assert timedelta(milliseconds=-1) < other.reviewed_at - one.reviewed_at < timedelta(milliseconds=20)


# And back


@pytest.mark.parametrize("legacy", [True, False], ids=["old form", "new form"])
def test_what_was_reviewed_in_anki_comes_back_once(
    session: Session,
    start: Callable[..., Interview],
    collection: Collection,
    deck: Path,
    tmp_path: Path,
    now: datetime,
    legacy: bool,
) -> None:
    interview = start(session, "git/rebase", "sql/index")
    for question_id in interview.question_ids:
        attempt = session.ask(interview, session.bank.get(question_id), now)
        attempt = session.submit(attempt, ANSWER, 30, now).attempt
        session.close_attempt(attempt, Outcome.ANSWERED, 30, now)
    write_deck(deck, session.bank.questions, session.exchange.record(True), None, now, points=True)
    take_in(collection, deck)
    before = session.drills.card("git/rebase")
    card = card_of(collection, "git/rebase")
    card.start_timer()
    collection.sched.answerCard(card, 4)
    new = card_of(collection, "git/bisect#automatic")
    new.start_timer()
    collection.sched.answerCard(new, 1)

    back = read_history(export(collection, tmp_path / "back.apkg", legacy))
    intake = session.exchange.take_in(back, Language.EN)
    points = len(session.bank.get("git/rebase").key_points) + len(session.bank.get("sql/index").key_points)
    assert intake == Intake(added=2, known=2 + points)
    after = session.drills.card("git/rebase")
    assert before is not None and after is not None
    assert (after.reviews, after.last_rating) == (before.reviews + 1, Rating.EASY)
    point = session.drills.card("git/bisect#automatic")
    assert point is not None and point.last_rating is Rating.AGAIN

    again = read_history(export(collection, tmp_path / "again.apkg", legacy))
    assert session.exchange.take_in(again, Language.EN) == Intake(known=4 + points)


def test_a_whole_collection_is_read_as_well(
    collection: Collection, deck: Path, tmp_path: Path, small_bank: Bank, now: datetime
) -> None:
    write_deck(deck, small_bank.questions, record(review(1, "git/rebase", now)), Language.EN, now)
    take_in(collection, deck)
    whole = tmp_path / "whole.colpkg"
    collection.export_collection_package(str(whole), include_media=False, legacy=False)
    collection.reopen()
    assert [found.item for found in read_history(whole)] == ["git/rebase"]


def test_cards_of_others_and_changes_by_hand_are_no_reviews_of_ours(
    collection: Collection, deck: Path, tmp_path: Path, small_bank: Bank, now: datetime
) -> None:
    write_deck(deck, small_bank.questions, record(), Language.EN, now)
    take_in(collection, deck)
    basic = collection.models.by_name("Basic")
    assert basic is not None
    note = collection.new_note(basic)
    note["Front"] = "of somebody else"
    collection.add_note(note, collection.decks.id("Default"))  # type: ignore[arg-type]
    other = note.cards()[0]
    other.start_timer()
    collection.sched.answerCard(other, 3)
    collection.sched.set_due_date([card_of(collection, "git/rebase").id], "5")
    assert collection.db is not None
    assert collection.db.scalar("SELECT count(*) FROM revlog") == 2
    assert read_history(export(collection, tmp_path / "back.apkg", legacy=False)) == ()


# Broken files


def packed(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr(name, content)
    return out.getvalue()


def database(folder: Path, script: str) -> bytes:
    """A database as bytes."""
    path = folder / "made.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(script)
    return path.read_bytes()


TABLES = (
    "CREATE TABLE notes (id INTEGER, guid TEXT);"
    "CREATE TABLE cards (id INTEGER, nid INTEGER, ord INTEGER);"
    "CREATE TABLE revlog (id INTEGER, cid INTEGER, ease, ivl, lastIvl, factor, time, type);"
    "INSERT INTO notes VALUES (1, 'interviewer:git/rebase'); INSERT INTO cards VALUES (1, 1, 0);"
)
ENDLESS = (
    "CREATE TABLE notes (id INTEGER, guid TEXT); CREATE TABLE cards (id INTEGER, nid INTEGER, ord INTEGER);"
    "CREATE VIEW revlog AS WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) SELECT id FROM r;"
)
ZEROS = bytes(40 * 2**20)


def encrypted() -> bytes:
    """A package whose collection is marked as encrypted."""
    content = bytearray(packed("collection.anki2", b"secret"))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def cut_zstd(folder: Path) -> bytes:
    """The first half of a large compressed collection."""
    rows = (
        "WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r WHERE id < 50000) "
        "INSERT INTO revlog SELECT 1772000000000 + id * 1000, 1, 3, 1, 1, 2500, random(), 1 FROM r;"
    )
    compressed = zstandard.compress(database(folder, TABLES + rows))
    return compressed[: len(compressed) // 2]


BROKEN: dict[str, tuple[Callable[[bytes, Path], bytes], str]] = {
    "empty": (lambda whole, _: b"", "no package"),
    "no zip": (lambda whole, _: b"# Not a deck\n" * 99, "no package"),
    "cut off": (lambda whole, _: whole[: len(whole) // 2], "no package"),
    "changed": (lambda whole, _: whole[:3000] + b"changed" + whole[3007:], "damaged"),
    "of another program": (lambda whole, _: packed("word/document.xml", b"<w/>"), "no collection"),
    "no database": (lambda whole, _: packed("collection.anki2", b"no database" * 999), "damaged"),
    "no zstd": (lambda whole, _: packed("collection.anki21b", b"no zstd" * 99), "damaged"),
    "cut zstd": (lambda whole, folder: packed("collection.anki21b", cut_zstd(folder)), "damaged"),
    "wrong database": (
        lambda whole, folder: packed("collection.anki2", database(folder, "CREATE TABLE t (x)")),
        "not one of Anki's",
    ),
    "other columns": (
        lambda whole, folder: packed("collection.anki2", database(folder, TABLES.replace("lastIvl", "x"))),
        "damaged",
    ),
    "endless view": (
        lambda whole, folder: packed("collection.anki2", database(folder, ENDLESS)),
        "not one of Anki's",
    ),
    "bomb": (lambda whole, _: packed("collection.anki2", ZEROS), "larger than"),
    "zstd bomb": (
        lambda whole, _: packed("collection.anki21b", zstandard.compress(ZEROS), zipfile.ZIP_STORED),
        "larger than",
    ),
    "encrypted": (lambda whole, _: encrypted(), "encrypted"),
    "odd method": (lambda whole, _: packed("collection.anki2", b"x", zipfile.ZIP_BZIP2), "does not use"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_package_is_refused_and_nothing_is_written(
    deck: Path, tmp_path: Path, small_bank: Bank, now: datetime, name: str
) -> None:
    write_deck(deck, small_bank.questions, record(review(1, "git/rebase", now)), Language.EN, now)
    breaking, why = BROKEN[name]
    deck.write_bytes(breaking(deck.read_bytes(), tmp_path))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match=re.escape(why)) as caught:
        read_history(deck)
    assert str(deck) in caught.value.message
    assert caught.value.hint
    assert sorted(tmp_path.rglob("*")) == before


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"missing\.apkg cannot be imported from Anki\. It cannot be read: No such file"
    ):
        read_history(tmp_path / "missing.apkg")


def test_other_files_in_a_package_are_left_alone(deck: Path, tmp_path: Path, small_bank: Bank, now: datetime) -> None:
    write_deck(deck, small_bank.questions, record(review(1, "git/rebase", now)), Language.EN, now)
    with zipfile.ZipFile(deck, "a") as package:
        package.writestr("../outside", b"evil")
        package.writestr(str(tmp_path / "absolute"), b"evil")
        package.writestr("0", ZEROS)
    before = sorted(tmp_path.rglob("*"))
    assert len(read_history(deck)) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_rows_that_can_be_no_review_are_passed_over(deck: Path, tmp_path: Path) -> None:
    good = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp() * 1000)
    rows = [
        (good, 1, 3, 5, 1, 2500, 4000, 1),
        (good + 1, 1, 3, 5, 1, 2500, 2**62, 1),
        (good + 2, 1, 0, 5, 1, 2500, 1, 4),
        (good + 3, 1, 9, 5, 1, 2500, 1, 1),
        (good + 4, 1, "3", 5, 1, 2500, 1, 1),
        (good + 5, 1, 3, 5, 1, 2500, None, 1),
        (7, 1, 3, 5, 1, 2500, 1, 1),
        (2**62, 1, 3, 5, 1, 2500, 1, 1),
        (good + 6, 99, 3, 5, 1, 2500, 1, 1),
    ]
    inserts = "".join(
        f"INSERT INTO revlog VALUES ({', '.join('NULL' if value is None else repr(value) for value in row)});"
        for row in rows
    )
    deck.write_bytes(packed("collection.anki2", database(tmp_path, TABLES + inserts)))
    found = read_history(deck)
    assert [(entry.rating, entry.elapsed_s) for entry in found] == [(Rating.GOOD, 4.0), (Rating.GOOD, 86_400.0)]


def test_a_deck_that_cannot_be_written_says_so_and_leaves_nothing(
    tmp_path: Path, small_bank: Bank, now: datetime
) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "nowhere" / "deck.apkg", tmp_path / "anki", tmp_path / "file" / "deck.apkg"):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(UsageError, match="cannot be written") as caught:
            write_deck(path, small_bank.questions, record(), Language.EN, now)
        assert str(path) in caught.value.message
        assert sorted(tmp_path.rglob("*")) == before
