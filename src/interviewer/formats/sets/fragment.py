"""Texts and keys as pieces of well-formed XHTML, of the few tags that Moodle and QTI both know."""

import html
import re
from collections.abc import Iterable, Iterator

from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.phrases import PHRASES
from interviewer.phrases.exchange import WORDS, Words

_FENCED = re.compile(r"^(```+|~~~+)[^\n]*\n(.*?)^\1[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_NO_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NO_XML.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> str:
    """A text of several paragraphs; fenced code keeps its blanks."""
    parts: list[str] = []
    done = 0
    for code in _FENCED.finditer(text):
        parts += [*_prose(text[done : code.start()]), f"<pre>{html.escape(legible(code[2]), quote=False)}</pre>"]
        done = code.end()
    return "".join([*parts, *_prose(text[done:])])


def _prose(text: str) -> Iterator[str]:
    return (f"<p>{inline(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def inline(text: str) -> str:
    """A text within a line or a list item."""
    return html.escape(legible(text.strip("\n")), quote=False).replace("\n", "<br/>")


def in_each(text: Localized, languages: Iterable[Language]) -> str:
    """A text in these languages, or in the one that it has, each in a division of its own."""
    there = [language for language in languages if text[language]] or list(text.languages)
    return "".join(f'<div lang="{language}">{paragraphs(text[language])}</div>' for language in there)


def key(question: Question, languages: Iterable[Language]) -> str:
    """What who grades an answer has to know: key points with all that belongs to them, model answer, sources."""
    there = [language for language in languages if question.text[language]] or list(question.text.languages)
    return "".join(f'<div lang="{language}">{_key(question, language)}</div>' for language in there)


def _key(question: Question, language: Language) -> str:
    words, phrases = WORDS[language], PHRASES[language]
    about = [words.difficulty[question.difficulty], words.minutes.format(f"{question.minutes:g}")]
    points = "".join(_point(point, language, words) for point in question.key_points)
    groups = [
        words.any_of.format(group.need, "; ".join(question.point(name).text.best(language) for name in group.points))
        for group in question.any_of
    ]
    sources = "".join(f"<li>{inline(source)}</li>" for source in question.sources)
    model = question.model_answer.best(language)
    return "".join(
        [
            f"<p>{' · '.join(about)}</p>",
            f"<h4>{phrases.key_points}</h4><ul>{points}</ul>" if points else "",
            *(f"<p>{inline(group)}</p>" for group in groups),
            f"<h4>{phrases.model_answer}</h4>{paragraphs(model)}" if model else "",
            f"<h4>{phrases.sources}</h4><ul>{sources}</ul>" if sources else "",
            f"<p>{inline(words.licence.format(question.licence))}</p>" if question.licence else "",
        ]
    )


def _point(point: KeyPoint, language: Language, words: Words) -> str:
    rank = [words.weight.format(f"{point.weight:g}"), *([words.required] if point.required else [])]
    details = [
        " · ".join(rank),
        *(words.accepted.format(text) for text in point.accept.get(language, ())),
        *(words.warning.format(text) for text in point.contradicts.get(language, ())),
        *([words.probe.format(point.probe[language])] if point.probe[language] else []),
    ]
    nested = "".join(f"<li>{inline(detail)}</li>" for detail in details)
    return f"<li>{inline(point.text.best(language))}<ul>{nested}</ul></li>"


def full_marks(question: Question) -> float:
    """The weights of the points that a whole answer makes; of those that stand for each other only as many as count."""
    groups = [sorted((question.point(name).weight for name in group.points), reverse=True) for group in question.any_of]
    in_groups = {name for group in question.any_of for name in group.points}
    alone = [point.weight for point in question.key_points if point.id not in in_groups]
    counted = zip(groups, question.any_of, strict=True)
    return sum(alone) + sum(sum(weights[: group.need]) for weights, group in counted) or 1.0
