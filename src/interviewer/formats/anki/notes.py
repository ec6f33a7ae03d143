"""Questions and key points -> Anki's notes: what stands on the cards."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from interviewer.formats.anki.identity import guid_of, number_of
from interviewer.formats.carried import Shown, packed_html
from interviewer.formats.html_text import text_of
from interviewer.model import POINT_MARK, Language, Localized, Question
from interviewer.phrases import PHRASES

if TYPE_CHECKING:
    from genanki import Deck, Model, Note

NAME = "interviewer"

FIELDS = ("Question", "Key points", "Model answer", "Sources", "Item")

FRONT = '<div class="question">{{Question}}</div>'

BACK = """{{FrontSide}}
<hr id="answer">
{{Key points}}
{{Model answer}}
{{Sources}}
<footer>{{Item}}</footer>"""

STYLE = """.card { font-family: sans-serif; font-size: 18px; line-height: 1.5; max-width: 40em; margin: 0 auto; }
.question { font-size: 1.15em; }
h3 { font-size: 1em; margin-bottom: 0; }
ul { margin-top: 0.3em; }
footer { font-size: 0.7em; opacity: 0.6; }"""

Words = Callable[[Language], str]
"""A part of a card in one language; empty where there is nothing to say."""


def decks_of(questions: Iterable[Question], language: Language | None, points: bool) -> list["Deck"]:
    """A deck for each topic below one for all, with a note for each question.

    Args:
        questions: In the order in which they are to be learnt.
        language: What the cards are written in; None for all languages there are.
        points: Notes for single key points as well, in decks of their own.
    """
    from genanki import Deck

    names: dict[str, Deck] = {}
    for place, question in enumerate(_with_points(questions, points), 1):
        name = _deck_name(question)
        deck = names.setdefault(name, Deck(number_of(name), name))
        deck.add_note(_note(question, language, place))
    return list(names.values())


def deck_of_set(name: str, questions: Iterable[Question], language: Language | None) -> "Deck":
    """One deck for a question set, whose notes are those of `decks_of`, and carry the whole questions unseen.

    Args:
        name: Of the set.
        questions: In the order in which they are asked.
        language: As for `decks_of`.
    """
    from genanki import Deck

    full_name = "::".join([NAME, *filter(None, (part.strip() for part in name.split("::")))])
    deck = Deck(number_of(full_name), full_name)
    for place, question in enumerate(questions, 1):
        note = _note(question, language, place)
        note.fields[-1] += _unseen(question, language, note.fields)
        deck.add_note(note)
    return deck


def _unseen(question: Question, language: Language | None, fields: list[str]) -> str:
    """The whole question, in the field that is last on the card."""
    languages = (language,) if language else tuple(Language)
    shown = Shown(text_of(fields[0]), key_text(fields[1:-1]))
    return f"<pre hidden>{packed_html(question, languages, shown)}</pre>"


def key_text(fields: Iterable[str]) -> str:
    """What a reader sees of the fields for who knows the answer."""
    return "\n".join(map(text_of, fields))


def plain_html(text: str) -> str:
    """A text as HTML that shows it as it is: neither markup, nor what Anki reads as sound or LaTeX."""
    kept = re.sub(r"[^\S\n\u3000]|[\x00-\x08\x0b-\x1f\x7f]", " ", text.encode(errors="replace").decode())
    return re.sub(r"\[(?=/?(?:sound:|latex\]|\$|anki:))", "&#91;", html.escape(kept)).replace("\n", "<br>")


def _with_points(questions: Iterable[Question], points: bool) -> Iterator[Question]:
    for question in questions:
        yield question
        if points:
            yield from (about for point in question.key_points if (about := question.about(point.id)))


def _deck_name(question: Question) -> str:
    kind = ["key points"] if POINT_MARK in question.id else []
    return "::".join([NAME, *kind, *question.topic.split("/")])


def _note(question: Question, language: Language | None, place: int) -> "Note":
    from genanki import Note

    return Note(
        model=_note_type(),
        guid=guid_of(question.id),
        fields=[
            _in(language, question.text, lambda which: plain_html(question.text[which])),
            _in(language, question.text, lambda which: _points(question, which)),
            _in(language, question.model_answer, lambda which: _model_answer(question, which)),
            _section(PHRASES[language or Language.EN].sources, _list(question.sources)),
            plain_html(question.id),
        ],
        tags=_tags(question),
        due=place,
    )


def _note_type() -> "Model":
    from genanki import Model

    return Model(
        number_of(f"{NAME} note"),
        NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )


def _in(language: Language | None, text: Localized, words: Words) -> str:
    """The words in the language asked for, or in the one there is, or in all of them."""
    there = text.languages
    if language is None:
        return "".join(f'<div lang="{which}">{words(which)}</div>' for which in there)
    return words(language if language in there or not there else there[0])


def _points(question: Question, language: Language) -> str:
    points = [text for point in question.key_points if (text := point.text.best(language))]
    return _section(PHRASES[language].key_points, _list(points))


def _model_answer(question: Question, language: Language) -> str:
    """The model answer; a question about one key point has none beyond the point."""
    if POINT_MARK in question.id:
        return ""
    return _section(PHRASES[language].model_answer, plain_html(question.model_answer[language]))


def _section(title: str, body: str) -> str:
    return f"<h3>{plain_html(title)}</h3>{body}" if body else ""


def _list(texts: Iterable[str]) -> str:
    lines = "".join(f"<li>{plain_html(text)}</li>" for text in texts)
    return f"<ul>{lines}</ul>" if lines else ""


def _tags(question: Question) -> list[str]:
    """Topic, difficulty and the question's own tags, as Anki can hold them: without spaces, with `::` for levels."""
    topic = question.topic.replace("/", "::")
    tags = [f"topic::{topic}", f"difficulty::{question.difficulty}", *question.tags]
    return [tag for text in tags if (tag := re.sub(r'[\s\x00-\x1f"]+', "_", text))]
