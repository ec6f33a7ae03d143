"""Moodle XML -> questions: essays answered by the grader's information, and all that is chosen or filled in."""

import re
from collections.abc import Callable
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.formats.carried import Shown, settled, taken_out, unpacked
from interviewer.formats.html_text import text_of
from interviewer.formats.own_drafts import collected
from interviewer.formats.questions import quiz
from interviewer.formats.questions.cloze import gaps_of
from interviewer.formats.questions.keys import localized, sections_of
from interviewer.formats.questions.quiz import GAP, Asked, Option, Reading
from interviewer.formats.questions.xml_tree import Element, read_tree
from interviewer.model.draft import Collection, Draft, Taking

_PLACE = re.compile(r"\[\[(\d{1,4})\]\]")

HTML = {"html", "moodle_auto_format", ""}
"""Formats of a text that are HTML."""


def is_moodle(path: Path, head: bytes) -> bool:
    """Whether the file is XML by its name or its beginning."""
    seen = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return (
        path.suffix.lower() == ".xml" or seen.startswith(b"<quiz") or (seen.startswith(b"<?xml") and b"<quiz" in seen)
    )


def read_moodle(path: Path, taking: Taking) -> Collection:
    """The questions of a file that Moodle has exported.

    Raises:
        UsageError: It is no such file, or it is not sound.
    """
    root = read_tree(path)
    if root.name != "quiz":
        raise UsageError(
            f"{path} is XML, but not a list of questions of Moodle's: it begins with <{root.name}>, not with <quiz>.",
            'Export the questions from Moodle\'s question bank as "Moodle XML format".',
        )
    reading = _Reading(path, taking)
    for element in root.all("question"):
        reading.take(element)
    return collected(path, "moodle", reading.drafts, reading.issues)


class _Reading(Reading):
    """Takes element by element."""

    def take(self, element: Element) -> None:
        kind = element.attributes.get("type", "")
        if kind == "category":
            self.section = section_of(_text(element.find("category")))
        elif kind == "description":
            self.report(element.line, "is a description, not a question; left out")
        elif (draft := self._draft(element, kind)).text.languages:
            self._attachments(element)
            self.drafts.append(draft)
        else:
            self.report(element.line, "has no question text; left out")

    def _draft(self, element: Element, kind: str) -> Draft:
        grading = element.find("graderinfo")
        page, whole = taken_out(_raw(grading)) if grading is not None else ("", "")
        draft = self.draft(self._asked(element, kind, page), element.line, _tags(element))
        return self._settled(element, draft, page, whole) if whole else draft

    def _settled(self, element: Element, draft: Draft, page: str, whole: str) -> Draft:
        """The question that came along, if what is shown of it is what was shown."""
        carried, issues = unpacked(whole, self.path, element.line)
        if carried is not None:
            question = _raw(element.find("questiontext"))
            answer, claims = sections_of(page, carried.languages)
            visible = Draft(localized(question, carried.languages), element.line, answer, claims, section=self.section)
            draft, issues = settled(visible, carried, Shown(text_of(question), text_of(page)), self.path)
        self.issues += issues
        return draft

    def _asked(self, element: Element, kind: str, grading: str) -> Asked:
        if kind == "essay":
            grader = element.find("graderinfo")
            answer = _rendered(grading, grader) if grader is not None else ""
            answer = answer or _text(element.find("generalfeedback"))
            return Asked(_text(element.find("questiontext")), answer)
        read = KINDS.get(kind)
        if read is None:
            read = _short
            if not element.all("answer"):
                self.report(element.line, f"is of a kind that is not known ({kind or 'none'}): only its text is taken")
        return read(element)

    def _attachments(self, element: Element) -> None:
        names = sorted({file.attributes.get("name", "a file") for file in _files(element)})
        if names:
            self.report(element.line, f"has attachments that are not taken: {', '.join(names)}")


def section_of(place: str) -> tuple[str, ...]:
    """A category's names, outermost first: `$course$/top/Networks` is ("Networks",); `//` is a slash in a name."""
    names = [name.replace("\0", "/").strip() for name in place.replace("//", "\0").split("/")]
    return tuple(name for name in names if name and not name.startswith("$") and name != "top")


def _files(element: Element) -> list[Element]:
    return [found for child in element.children for found in ([child] if child.name == "file" else _files(child))]


def _tags(element: Element) -> tuple[str, ...]:
    tags = element.find("tags")
    return tuple(text for tag in tags.all("tag") if (text := _text(tag))) if tags is not None else ()


def _raw(element: Element | None) -> str:
    """What stands in an element, or in its `text`."""
    if element is None:
        return ""
    inner = element.find("text")
    return (inner if inner is not None else element).text


def _text(element: Element | None) -> str:
    return _rendered(_raw(element), element) if element is not None else ""


def _rendered(raw: str, element: Element) -> str:
    """A text as Markdown, whatever format it is in."""
    return text_of(raw) if element.attributes.get("format", "") in HTML else raw.strip()


def _options(element: Element) -> list[Option]:
    return [
        Option(_text(answer), _number(answer.attributes.get("fraction", "0")), _text(answer.find("feedback")))
        for answer in element.all("answer")
    ]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _short(element: Element) -> Asked:
    return quiz.short(_stem(element), _options(element), _explanation(element))


def _choice(element: Element) -> Asked:
    return quiz.choice(_stem(element), _options(element), _explanation(element))


def _true_false(element: Element) -> Asked:
    right = max(_options(element), key=lambda option: option.share, default=Option("true"))
    explanation = right.feedback or _explanation(element)
    return quiz.true_false(_stem(element), right.text.strip().lower() == "true", explanation)


def _matching(element: Element) -> Asked:
    pairs = [(_text(pair), _text(pair.find("answer"))) for pair in element.all("subquestion")]
    return quiz.matching(_stem(element), pairs, _explanation(element))


def _numerical(element: Element) -> Asked:
    units = element.find("units")
    unit = next((_text(each.find("unit_name")) for each in units.all("unit")), "") if units is not None else ""
    answers = zip(element.all("answer"), _options(element), strict=True)
    options = [
        Option(f"{option.text}{_tolerance(answer)}{f' {unit}' if unit else ''}", option.share, option.feedback)
        for answer, option in answers
    ]
    return quiz.short(_stem(element), options, _explanation(element))


def _tolerance(answer: Element) -> str:
    tolerance = _text(answer.find("tolerance"))
    return f" ± {tolerance}" if _number(tolerance) else ""


def _cloze(element: Element) -> Asked:
    raw, words = gaps_of(_raw(element.find("questiontext")))
    return quiz.filled(text_of(raw), list(map(text_of, words)), _explanation(element))


def _gap_select(element: Element) -> Asked:
    """Words to be dragged or chosen into the places `[[1]]`, `[[2]]` of the text."""
    boxes = [_text(box) for name in ("dragbox", "selectoption") for box in element.all(name)]
    text = _stem(element)
    numbers = [int(number) for number in _PLACE.findall(text)]
    words = [boxes[number - 1] for number in numbers if 0 < number <= len(boxes)]
    offered = f"({' / '.join(sorted(dict.fromkeys(boxes)))})" if boxes else ""
    return quiz.filled(f"{_PLACE.sub(GAP, text)}\n\n{offered}", words, _explanation(element))


def _stem(element: Element) -> str:
    return _text(element.find("questiontext"))


def _explanation(element: Element) -> str:
    return _text(element.find("generalfeedback"))


KINDS: dict[str, Callable[[Element], Asked]] = {
    "shortanswer": _short,
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _true_false,
    "matching": _matching,
    "match": _matching,
    "numerical": _numerical,
    "multianswer": _cloze,
    "cloze": _cloze,
    "ddwtos": _gap_select,
    "gapselect": _gap_select,
}
"""By the name that Moodle has for it; the others are read as a question with accepted answers."""
