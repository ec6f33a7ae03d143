"""Somebody's question in the neutral form -> the question of ours that it could be."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from interviewer.bank.naming import point_ids, question_id
from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.model.draft import Completeness, Draft
from interviewer.model.intake import Provenance
from interviewer.scoring.function_words import FUNCTION_WORDS
from interviewer.scoring.text import HAN, is_han
from interviewer.session.claims import claims, item_claims
from interviewer.session.plain_text import plain_text

MOST_POINTS = 9
"""More can neither be asked nor remembered; `bank lint` says so, too."""

TOPIC_WORDS = 4
"""A longer heading is shortened to so many words."""

USUAL_TOPIC = "imported"

LITTLE_WORDS = {"a", "an", "and", "for", "of", "the"}
GENERIC = {
    *LITTLE_WORDS,
    *("answer", "answers", "faq", "index", "interview", "list", "question", "questions", "readme"),
    *("basic", "basics", "beginner", "intermediate", "advanced", "general"),
}
"""Words of headings and names that tell no subject."""

_NO_SUBJECT = re.compile(
    r"(?:table of )?contents|(?:en|zh)(?:[-_](?:us|gb|cn|tw|hk|hans|hant))?|english|chinese", re.IGNORECASE
)
"""Names that tell where something is or what it is written in."""

Central = Callable[[Sequence[str], int], Sequence[int]]
"""Which so many of these texts say most of what all of them say, as their places in ascending order."""


def propose(draft: Draft, path: Path, provenance: Provenance, central: Central) -> tuple[Question, int]:
    """The question, and how many claims its answer makes; a draft where there is nothing to hold an answer against."""
    if draft.question:
        return draft.question, len(draft.question.key_points)
    draft = _in_one_language(draft)
    found = _claims(draft) if draft.completeness is Completeness.ANSWERED else []
    kept = [found[place] for place in _chosen(found, central)]
    points = tuple(KeyPoint(name, text) for name, text in zip(point_ids(kept), kept, strict=True))
    question = Question(
        id=question_id(provenance.topic or topic_of(draft, path), draft.text),
        text=draft.text,
        key_points=points,
        tags=draft.tags,
        model_answer=draft.answer,
        sources=tuple(dict.fromkeys(filter(None, (*draft.sources, provenance.source)))),
        licence=draft.licence or provenance.licence,
        draft=not points,
        **{name: value for name in ("difficulty", "minutes") if (value := getattr(draft, name)) is not None},
    )
    return question, len(found)


def _in_one_language(draft: Draft) -> Draft:
    """The draft, its answer in Chinese like its question where it looks English for the names in it alone."""
    if draft.text.languages != (Language.ZH,) or draft.answer.languages != (Language.EN,):
        return draft
    words = re.findall(rf"[a-z]+|[{HAN}]", plain_text(draft.answer.en).lower())
    chinese = sum(is_han(word) for word in words)
    if sum(word in FUNCTION_WORDS for word in words if not is_han(word)) > chinese:
        return draft
    claims = {Language.ZH: draft.claims[Language.EN]} if Language.EN in draft.claims else {}
    return replace(draft, answer=Localized(zh=draft.answer.en), claims=claims)


def topic_of(draft: Draft, path: Path) -> str:
    """What the innermost heading says that has English words of its own, else the file's or its folder's name."""
    for name in (*reversed(draft.section), path.stem, path.parent.name):
        if _NO_SUBJECT.fullmatch(name.strip()):
            continue
        words = [word for word in re.findall(r"[a-z0-9]+", name.lower()) if word not in GENERIC][:TOPIC_WORDS]
        if any(len(word) > 1 and not word.isdecimal() for word in words):
            return "-".join(words)
    return USUAL_TOPIC


def _claims(draft: Draft) -> list[Localized]:
    """The claims of the answer, both languages of one together where they have the same number of them."""
    by_language = {language: found for language in Language if (found := _claims_in(draft, language))}
    texts = list(by_language.values())
    if len(texts) == 2 and len(texts[0]) == len(texts[1]):
        return [Localized(zh, en) for zh, en in zip(by_language[Language.ZH], by_language[Language.EN], strict=True)]
    language = max(by_language, key=lambda which: len(by_language[which]), default=Language.EN)
    return [Localized(**{language.value: text}) for text in by_language.get(language, ())]


def _claims_in(draft: Draft, language: Language) -> list[str]:
    """What the source keeps apart itself, an item that says several things in parts; else what its prose claims."""
    listed = [plain_text(item) for item in draft.claims.get(language, ())]
    parts = [part for item in listed for part in item_claims(item)] or claims(plain_text(draft.answer[language]))
    return list(dict.fromkeys(part for part in parts if part))


def _chosen(found: Sequence[Localized], central: Central) -> Sequence[int]:
    if len(found) <= MOST_POINTS:
        return range(len(found))
    return central([text.zh or text.en for text in found], MOST_POINTS)
