"""Rules about languages: what is there in one and not in the other, what is in the wrong one."""

import re
from collections.abc import Iterator

from interviewer.bank.lint.rule import Case, Found, Spot, of_point, quoted
from interviewer.model import KeyPoint, Language, Localized, Question

NAMES = {Language.ZH: "Chinese", Language.EN: "English"}

FEWEST_WORDS = 4
"""Of a text that is said to be in the wrong language; names and formulas are in none."""


def one_language(case: Case) -> Iterator[Found]:
    """A question that only half of its readers can be asked."""
    languages = case.question.text.languages
    if len(languages) == 1 and not _strangers(case.question):
        missing = next(language for language in Language if language not in languages)
        yield Found(
            f"there is no {NAMES[missing]} version",
            f"Add {missing} texts beside the {languages[0]} ones, if people practise in {NAMES[missing]}.",
            ("question",),
        )


def missing_translation(case: Case) -> Iterator[Found]:
    """A text that is there in one of the question's languages and not in the other."""
    question = case.question
    for language, name in _strangers(question).items():
        yield Found(
            f"the question has no {NAMES[language]} text, but {_with_verb(name, 'has', 'have')}",
            f"Write the question in {NAMES[language]}, too.",
            ("question",),
        )
    if len(question.text.languages) < len(Language):
        return
    for name, spot, languages in _texts(question):
        missing = [language for language in Language if language not in languages]
        if languages and missing:
            yield Found(
                f"{_with_verb(name, 'is', 'are')} there in {NAMES[languages[0]]}, not in {NAMES[missing[0]]}",
                f"Translate it: add `{missing[0]}` beside `{languages[0]}`.",
                spot,
            )


def wrong_language(case: Case) -> Iterator[Found]:
    """A text that stands under the other language's name."""
    question = case.question
    for name, spot, text in _localized(question):
        for language in text.languages:
            if _belongs_elsewhere(text[language], language):
                yield Found(
                    f"{name} stands under `{language}` but is not in {NAMES[language]}: {quoted(text[language])}",
                    "Put it under its own language.",
                    (*spot, language.value),
                )


def _belongs_elsewhere(text: str, language: Language) -> bool:
    """Whether it has nothing of its language; English terms in a Chinese text are usual."""
    if language is Language.EN:
        return Language.of(text) is Language.ZH
    return not re.search(r"[\u3400-\u9fff]", text) and len(re.findall(r"[A-Za-z]{3,}", text)) >= FEWEST_WORDS


def _strangers(question: Question) -> dict[Language, str]:
    """The languages that the question itself is not in, and what is in it."""
    return {
        language: name
        for name, _, languages in reversed(list(_texts(question)))
        for language in languages
        if language not in question.text.languages
    }


def _texts(question: Question) -> Iterator[tuple[str, Spot, tuple[Language, ...]]]:
    """Everything that is there in languages: what it is called, where it stands, which ones."""
    for name, spot, text in _localized(question):
        if spot != ("question",):
            yield name, spot, text.languages
    for point in question.key_points:
        yield f"{point.id}: the rewordings", of_point(point.id, "accept"), _spoken(point.accept)
        yield f"{point.id}: the wrong claims", of_point(point.id, "contradicts"), _spoken(point.contradicts)


def _spoken(wordings: object) -> tuple[Language, ...]:
    return tuple(language for language in Language if isinstance(wordings, dict) and wordings.get(language))


def _with_verb(name: str, one: str, several: str) -> str:
    return f"{name} {several if name.endswith('s') else one}"


def _localized(question: Question) -> Iterator[tuple[str, Spot, Localized]]:
    yield "the question", ("question",), question.text
    for point in question.key_points:
        yield from _of_point(point)
    yield "the model answer", ("model_answer",), question.model_answer


def _of_point(point: KeyPoint) -> Iterator[tuple[str, Spot, Localized]]:
    yield f"{point.id}: the text", of_point(point.id, "text"), point.text
    yield f"{point.id}: the probe", of_point(point.id, "probe"), point.probe
