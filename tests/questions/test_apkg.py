"""Decks as Anki itself writes them, in its old and its new form, and packages that were made to do harm."""

import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import zstandard
from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from interviewer.bank import Bank
from interviewer.errors import UsageError
from interviewer.formats.questions.apkg import holds_own_notes, read_deck
from interviewer.formats.sets.apkg import write_apkg
from interviewer.model import Language, Localized
from interviewer.model.draft import Completeness, Draft, Taking
from interviewer.model.question_set import Kit

Export = Callable[..., Path]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, which must be empty again in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A new collection of Anki's."""
    (tmp_path / "anki").mkdir()
    opened = Collection(str(tmp_path / "anki" / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture(params=[True, False], ids=["old form", "new form"])
def export(collection: Collection, tmp_path: Path, request: pytest.FixtureRequest) -> Export:
    """Exports all decks as Anki does, in each of its forms."""

    def exporting() -> Path:
        options = ExportAnkiPackageOptions(with_media=True, legacy=request.param)
        collection.export_anki_package(out_path=str(tmp_path / "out.apkg"), options=options, limit=None)
        return tmp_path / "out.apkg"

    return exporting


def add(collection: Collection, kind: str, *fields: str, tags: str = "", deck: str = "Default") -> None:
    """A new note of Anki's."""
    model = collection.models.by_name(kind)
    assert model is not None
    note = collection.new_note(model)
    for place, text in enumerate(fields):
        note.fields[place] = text
    note.tags = tags.split()
    number = collection.decks.id(deck)
    assert number is not None
    collection.add_note(note, number)


def drafts(path: Path) -> tuple[Draft, ...]:
    """What is in a deck that is understood wholly."""
    found = read_deck(path, Taking())
    assert found.issues == ()
    return found.drafts


def test_front_is_asked_and_back_answers(collection: Collection, export: Export) -> None:
    back = (
        "<ul><li>it replays</li><li>hashes <b>change</b></li></ul><img src='graph.png'> \\(a &lt; b\\) [latex]x[/latex]"
    )
    add(collection, "Basic", "What is a <i>rebase</i>?", back, tags="git history", deck="Tools::Git")
    add(collection, "Basic (and reversed card)", "变基是什么？", "重放提交。")
    add(collection, "Basic", "Not answered yet?", "")
    first, second, third = drafts(export())
    assert first.text == Localized(en="What is a rebase?")
    assert first.answer.en == "- it replays\n- hashes change\n\n[image: graph.png] \\(a < b\\) [latex]x[/latex]"
    assert first.claims == {Language.EN: ("it replays", "hashes change")}
    assert (first.tags, first.section) == (("git", "history"), ("Tools", "Git"))
    assert (second.text.zh, second.answer.zh) == ("变基是什么？", "重放提交。"), "two cards are one question"
    assert third.completeness is Completeness.UNANSWERED
    assert not holds_own_notes(export())


def test_gaps_are_asked_and_the_whole_text_answers(collection: Collection, export: Export) -> None:
    text = "{{c1::Paris::a city}} is the capital of {{c2::France in {{c3::Europe}}}}."
    add(collection, "Cloze", text, "Since 987.")
    (draft,) = drafts(export())
    assert draft.text.en == "____ [a city] is the capital of ____."
    assert draft.answer.en == "Paris is the capital of France in Europe.\n\nSince 987."


def test_fields_are_known_by_their_names(collection: Collection, export: Export) -> None:
    model = collection.models.new("Interview")
    for name in ("Id", "答案", "问题", "Source", "Hint"):
        collection.models.add_field(model, collection.models.new_field(name))
    template = collection.models.new_template("Card")
    template["qfmt"], template["afmt"] = "{{问题}}", "{{答案}}"
    collection.models.add_template(model, template)
    collection.models.add(model)
    add(collection, "Interview", "17", "它重放提交。", "变基是什么？", "git-rebase(1)", "提交")
    (draft,) = drafts(export())
    assert draft.text.zh == "变基是什么？"
    assert draft.answer.zh.startswith("它重放提交。")
    assert draft.sources == ("git-rebase(1)",)


# What we wrote


@pytest.fixture
def deck(small_bank: Bank, tmp_path: Path) -> Path:
    """A set of ours as a deck."""
    write_apkg(tmp_path / "set.apkg", Kit("Backend: junior", small_bank.questions, languages=(Language.EN,)))
    return tmp_path / "set.apkg"


def take_in(collection: Collection, path: Path) -> tuple[int, int]:
    """Imports a deck as Anki does; how many notes are new, and how many are there already."""
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    assert not (log.conflicting or log.missing_notetype or log.missing_deck or log.empty_first_field)
    return len(log.new), len(log.duplicate) + len(log.updated)


def test_a_set_goes_through_anki_and_comes_back(
    collection: Collection, export: Export, deck: Path, small_bank: Bank
) -> None:
    assert take_in(collection, deck) == (4, 0)
    assert take_in(collection, deck) == (0, 4), "the notes have stable ids"
    assert collection.fix_integrity()[1]
    assert "interviewer::Backend: junior" in {name.name for name in collection.decks.all_names_and_ids()}
    card = collection.get_card(collection.find_cards("rebase")[0])
    assert "<pre hidden>" in card.answer(), "the question that comes along is not seen"
    back = read_deck(export(), Taking())
    assert back.issues == ()
    found = [draft.question for draft in back.drafts if draft.question]
    assert {question.id: (question.text, question.key_points) for question in found} == {
        question.id: (question.text, question.key_points) for question in small_bank.questions
    }
    assert holds_own_notes(export())


def test_a_set_and_the_practice_deck_share_their_notes(
    collection: Collection, deck: Path, small_bank: Bank, tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    from interviewer.formats.anki import write_deck
    from interviewer.model.imported import Record

    practice = tmp_path / "practice.apkg"
    write_deck(practice, small_bank.questions, Record(), Language.EN, datetime(2026, 3, 1, tzinfo=UTC))
    assert take_in(collection, practice) == (4, 0)
    assert take_in(collection, deck) == (0, 4)


def test_a_card_edited_in_anki_is_taken_as_it_reads_now(collection: Collection, export: Export, deck: Path) -> None:
    take_in(collection, deck)
    notes = [collection.get_note(number) for number in collection.find_notes("deck:*")]
    reworded = next(note for note in notes if "git/rebase" in note["Item"])
    reworded["Question"] = "What does a <b>rebase</b> do?"
    edited = next(note for note in notes if "git/bisect" in note["Item"])
    edited["Key points"] = "<h3>Key points</h3><ul><li>It searches.</li><li>By halves.</li></ul>"
    collection.update_notes([reworded, edited])
    back = read_deck(export(), Taking())
    assert len(back.issues) == 2
    questions = {draft.question.id: draft.question for draft in back.drafts if draft.question}
    assert questions["git/rebase"].text.en == "What does a rebase do?"
    assert "git/bisect" not in questions
    assert any(draft.claims.get(Language.EN) == ("It searches.", "By halves.") for draft in back.drafts)


# Harm


def package(path: Path, name: str, content: bytes) -> Path:
    """A package with one file in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return path


def database(path: Path, *statements: str) -> bytes:
    """A database that these statements make."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return path.read_bytes()


CARDS = "CREATE TABLE cards (id, nid, did, ord)"
COL = "CREATE TABLE col (models, decks)"
NOTES = "CREATE TABLE notes (id, guid, mid, tags, flds)"


def test_bombs_and_strange_databases_are_refused(tmp_path: Path) -> None:
    endless = (
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT x id, x guid, x mid, x tags, x flds FROM c"
    )
    computed = "CREATE TABLE notes (id, guid, mid, tags, flds AS (hex(zeroblob(100000000))))"
    zeros = bytes(200 * 2**20)
    harmful = {
        "zip bomb": package(tmp_path / "a.apkg", "collection.anki2", zeros),
        "zstd bomb": package(tmp_path / "b.apkg", "collection.anki21b", zstandard.compress(zeros)),
        "no collection": package(tmp_path / "c.apkg", "../../collection.anki2", b"x"),
        "no database": package(tmp_path / "d.apkg", "collection.anki2", b"x" * 1000),
        "view": package(
            tmp_path / "e.apkg",
            "collection.anki2",
            database(tmp_path / "e", f"CREATE VIEW notes AS {endless}", CARDS, COL),
        ),
        "generated column": package(
            tmp_path / "f.apkg", "collection.anki2", database(tmp_path / "f", computed, CARDS, COL)
        ),
        "broken JSON": package(
            tmp_path / "g.apkg",
            "collection.anki2",
            database(tmp_path / "g", NOTES, CARDS, COL, "INSERT INTO col VALUES ('{', '[')"),
        ),
    }
    (tmp_path / "h.apkg").write_bytes(b"PK\3\4 not a package")
    for path in [*harmful.values(), tmp_path / "h.apkg"]:
        with pytest.raises(UsageError, match="cannot be imported from Anki"):
            read_deck(path, Taking())


def test_a_note_whose_type_is_not_there_is_read_by_the_order_of_its_fields(tmp_path: Path) -> None:
    row = "INSERT INTO notes VALUES (1, 'g', 7, '', 'What?' || char(31) || 'That.')"
    content = database(tmp_path / "x", NOTES, CARDS, COL, "INSERT INTO col VALUES ('{}', '{}')", row)
    (draft,) = drafts(package(tmp_path / "x.apkg", "collection.anki2", content))
    assert (draft.text.en, draft.answer.en) == ("What?", "That.")
