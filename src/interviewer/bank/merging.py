"""Two accounts of the same question -> ours with what the other one adds; nothing of ours is changed or dropped."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from interviewer.model import KeyPoint, Language, Localized, Question, Wordings

Recognise = Callable[[str], str | None]
"""The id of our key point that a text earns, None where it earns none."""


def merged(ours: Question, theirs: Question, recognise: Recognise) -> Question:
    """Our question with missing languages, new wordings, new key points, tags and sources taken from the other one."""
    return replace(
        ours,
        text=_filled(ours.text, theirs.text),
        model_answer=_filled(ours.model_answer, theirs.model_answer),
        key_points=_merged_points(ours.key_points, theirs.key_points, recognise),
        tags=_united(ours.tags, theirs.tags),
        sources=_united(ours.sources, theirs.sources),
        licence=ours.licence or theirs.licence,
        draft=ours.draft and theirs.draft,
    )


def _merged_points(
    ours: tuple[KeyPoint, ...], theirs: Iterable[KeyPoint], recognise: Recognise
) -> tuple[KeyPoint, ...]:
    points = {point.id: point for point in ours}
    for point in theirs:
        name = point.id if point.id in points else _recognised(point, recognise)
        if name in points:
            points[name] = _enriched(points[name], point)
        else:
            points[point.id] = point
    return tuple(points.values())


def _recognised(point: KeyPoint, recognise: Recognise) -> str:
    """The id of our point that some text of theirs earns, an empty string where none does."""
    names = (recognise(point.text[language]) for language in point.text.languages)
    return next(filter(None, names), "")


def _enriched(ours: KeyPoint, theirs: KeyPoint) -> KeyPoint:
    """Our point with its text where ours has none in that language, else with its text as one more wording."""
    wordings = {language: _more(ours, theirs, language) for language in Language}
    return replace(
        ours,
        text=_filled(ours.text, theirs.text),
        accept={language: texts for language, texts in wordings.items() if texts},
        contradicts=_united_wordings(ours.contradicts, theirs.contradicts),
        probe=_filled(ours.probe, theirs.probe),
    )


def _more(ours: KeyPoint, theirs: KeyPoint, language: Language) -> tuple[str, ...]:
    said = ours.text[language]
    new = (theirs.text[language] if said else "", *theirs.accept.get(language, ()))
    return _united(ours.accept.get(language, ()), (text for text in new if text and text != said))


def _united_wordings(ours: Wordings, theirs: Wordings) -> Wordings:
    both = {language: _united(ours.get(language, ()), theirs.get(language, ())) for language in Language}
    return {language: texts for language, texts in both.items() if texts}


def _filled(ours: Localized, theirs: Localized) -> Localized:
    return Localized(*(ours[language] or theirs[language] for language in Language))


def _united(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ours, *theirs)))
