"""Decks of Anki -> questions: what is on the front is asked, what is on the back answers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from interviewer.formats.anki.identity import PREFIX
from interviewer.formats.anki.package import is_package, unpacked
from interviewer.formats.carried import Carried, Shown, settled, taken_out
from interviewer.formats.carried import unpacked as carried_in
from interviewer.formats.html_text import text_of
from interviewer.formats.own_drafts import collected
from interviewer.formats.questions.keys import localized, sections_of
from interviewer.formats.questions.markdown.claims import claims_of
from interviewer.formats.questions.quiz import GAP
from interviewer.model.draft import Collection, Completeness, Draft, Taking
from interviewer.model.question import POINT_MARK, Issue, Language
from interviewer.store.anki_notes import AnkiNote, holds_notes_with, read_notes

QUESTION = ("question", "front", "text", "prompt", "q", "问题", "題目", "题目", "正面", "問題", "文字")
ANSWER = ("answer", "back", "response", "solution", "a", "答案", "参考答案", "背面", "回答", "解答", "反面")
SOURCE = ("source", "sources", "reference", "references", "url", "link", "来源", "出处", "參考", "参考")
OURS = ("Question", "Key points", "Model answer", "Sources")

HINT = 'Export the deck from Anki again: "File > Export", as .apkg.'

_CLOZE = re.compile(r"\{\{c\d{1,4}::((?:(?!\{\{c\d|\}\}).)*+)\}\}", re.DOTALL)
_WORDS = re.compile(r"\w")
_TAG_OF_OURS = re.compile(r"(?:topic|difficulty)::.*")

CLOZES_IN_CLOZES = 4


def is_deck(path: Path, head: bytes) -> bool:
    """Whether the file is a package of Anki's."""
    return is_package(path, head)


def holds_own_notes(path: Path) -> bool:
    """Whether any note of the package is one that we wrote: its reviews may be what it was exported for.

    Raises:
        UsageError: It is no package of Anki's, or it is damaged.
    """
    with unpacked(path, HINT) as collection:
        return holds_notes_with(collection, PREFIX)


def read_deck(path: Path, taking: Taking) -> Collection:
    """A question for each note, however many cards Anki makes of it.

    Raises:
        UsageError: It is no package of Anki's, or it is damaged.
    """
    with unpacked(path, HINT) as collection:
        notes = read_notes(collection)
    whole = [note for note in notes if not _asks_a_point(note)]
    read = [_draft(note, str(place), taking, path) for place, note in enumerate(whole, 1)]
    drafts = (draft for draft, _ in read if draft is not None)
    left = f"{len(notes) - len(whole)} notes ask for a single key point of a question; left out"
    points = (Issue(path, 0, left),) if len(whole) < len(notes) else ()
    return collected(path, "apkg", drafts, (*points, *(issue for _, issues in read for issue in issues)))


def _asks_a_point(note: AnkiNote) -> bool:
    return note.guid.startswith(PREFIX) and POINT_MARK in note.guid


def _draft(note: AnkiNote, number: str, taking: Taking, path: Path) -> tuple[Draft | None, tuple[Issue, ...]]:
    if note.guid.startswith(PREFIX) and all(name in note.fields for name in OURS):
        draft, issues = _own(note, number, taking, path)
        return (draft, issues) if draft.text.languages else (None, (*issues, _empty(note, number, path)))
    card = _card(note.fields)
    if not _WORDS.search(card.front):
        return None, (_empty(note, number, path),)
    answer = taking.said(card.back)
    claims = claims_of(card.back)
    draft = Draft(
        text=taking.said(card.front),
        answer=answer,
        claims={language: claims for language in answer.languages if claims},
        completeness=Completeness.ANSWERED if card.back else Completeness.UNANSWERED,
        number=number,
        section=note.deck,
        tags=note.tags,
        sources=card.sources,
    )
    return draft, ()


def _empty(note: AnkiNote, number: str, path: Path) -> Issue:
    return Issue(path, 0, f"note {number} has no text to ask ({_beginning(note)}); left out")


def _own(note: AnkiNote, number: str, taking: Taking, path: Path) -> tuple[Draft, tuple[Issue, ...]]:
    """A note that we wrote: the question that came along, or what is seen of it."""
    whole = next((inside for page in note.fields.values() if (inside := taken_out(page)[1])), "")
    carried, issues = carried_in(whole, path, 0) if whole else (None, ())
    visible = _visible(note, carried, number, taking)
    if carried is None:
        return visible, issues
    question, *key = (text_of(note.fields[name]) for name in OURS)
    return settled(visible, carried, Shown(question, "\n".join(key)), path)


def _visible(note: AnkiNote, carried: Carried | None, number: str, taking: Taking) -> Draft:
    languages = (
        carried.languages if carried else (taking.language or Language.of(note.fields["Question"]) or Language.EN,)
    )
    answer, claims = sections_of(note.fields["Key points"] + note.fields["Model answer"], languages)
    return Draft(
        text=localized(note.fields["Question"], languages),
        answer=answer,
        claims=claims,
        completeness=Completeness.ANSWERED if answer.languages or claims else Completeness.UNANSWERED,
        number=number,
        section=note.deck,
        tags=tuple(tag for tag in note.tags if not _TAG_OF_OURS.fullmatch(tag)),
        sources=claims_of(text_of(note.fields["Sources"])),
    )


@dataclass(frozen=True, slots=True)
class _Card:
    """What is asked, what answers it, and where that is from; as Markdown."""

    front: str
    back: str
    sources: tuple[str, ...]


def _card(fields: Mapping[str, str]) -> _Card:
    """The fields by what they are called, or else by their order."""
    pages = {name: page for name, page in fields.items() if _WORDS.search(text_of(page))}
    asked = _named(QUESTION, pages) or next(iter(pages), "")
    gapped = _gapped(pages.get(asked, ""))
    rest = [name for name in pages if name != asked]
    sources = [name for name in rest if name.strip().lower() in SOURCE]
    others = [name for name in rest if name not in sources]
    named = _named(ANSWER, others)
    first = [named] if named else [] if gapped else others[:1]
    back = [gapped[1]] if gapped else []
    back += [text_of(pages[name]) for name in first]
    back += [_titled(name, text_of(pages[name]), bool(gapped)) for name in others if name not in first]
    front = gapped[0] if gapped else text_of(pages.get(asked, ""))
    return _Card(front, "\n\n".join(back), tuple(text_of(pages[name]) for name in sources))


def _named(known: Iterable[str], names: Iterable[str]) -> str:
    """The first field that is called by one of the known names, the best known first."""
    called = {name.strip().lower(): name for name in names}
    return next((called[name] for name in known if name in called), "")


def _titled(name: str, text: str, of_cloze: bool) -> str:
    """What a field adds to the answer; the usual extra of a note speaks for itself."""
    return text if of_cloze or "extra" in name.lower() else f"{name}: {text}"


def _gapped(page: str) -> tuple[str, str] | None:
    """A text with gaps, with hints where there are some, and the whole text; None where there are no gaps."""
    if not _CLOZE.search(page):
        return None
    asked = whole = page
    for _ in range(CLOZES_IN_CLOZES):
        asked = _CLOZE.sub(lambda gap: _gap(gap[1].partition("::")[2]), asked)
        whole = _CLOZE.sub(lambda gap: gap[1].partition("::")[0], whole)
    return text_of(asked), text_of(whole)


def _gap(hint: str) -> str:
    return f"{GAP} [{hint}]" if hint else GAP


def _beginning(note: AnkiNote) -> str:
    """The note in a few words, to recognise it by."""
    text = " ".join(" ".join(note.fields.values()).split())
    return f"{text[:40]!r}" if text else "it is empty"
