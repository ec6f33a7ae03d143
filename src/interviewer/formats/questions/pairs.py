"""The same questions in two languages, in two files: which files are a pair, and what the two become together."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.formats.questions.languages import marked, whole
from interviewer.model.draft import Collection, Completeness, Draft
from interviewer.model.question import Issue, Language, Localized, Wordings

_NEUTRAL = ("i18n", "docusaurus-plugin-content-docs", "current", "docs", "translations", "questions")
"""Folders that only one side of a pair may be in."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files with the same questions; the one in the language that the pair is named after comes first."""

    first: Path
    second: Path
    languages: tuple[Language, Language]


def find_pairs(paths: Sequence[Path]) -> list[Pair]:
    """The files that are one another's translations by their names, or by the names of their folders.

    `en-US.mdx` and `zh-CN.mdx`, `README.md` and `README_zh.md`, `en/x.md` and `zh/x.md`, and `docs/x.md` beside
    `i18n/zh-CN/docusaurus-plugin-content-docs/current/x.md`. A file is in one pair at most; where a name tells no
    language, its partner's does.
    """
    named: dict[tuple[str, str], dict[Language | None, Path]] = {}
    for path in paths:
        key, language = _place(path)
        named.setdefault((key, path.suffix.lower()), {}).setdefault(language, path)
    return [pair for files in named.values() if (pair := _pair(files))]


def _place(path: Path) -> tuple[str, Language | None]:
    """What two files of a pair have in common, and the language of this one."""
    stem, language = marked(path.stem)
    folders = []
    for part in path.parts[:-1]:
        found = whole(part)
        language = language or found
        if found is None and part not in _NEUTRAL:
            folders.append(part.lower())
    return "/".join([*folders, stem.lower().rstrip("-_. ")]), language


def _pair(files: dict[Language | None, Path]) -> Pair | None:
    """The two files of a place; a file that names no language is in the one that is not named."""
    zh, en, unnamed = files.get(Language.ZH), files.get(Language.EN), files.get(None)
    if en and zh:
        return Pair(en, zh, (Language.EN, Language.ZH))
    if unnamed and zh:
        return Pair(unnamed, zh, (Language.EN, Language.ZH))
    return Pair(unnamed, en, (Language.ZH, Language.EN)) if unnamed and en else None


def join(first: Collection, second: Collection) -> Collection:
    """The drafts of both, those that ask the same as one with both languages; the rest stays and is told by line.

    Question by question within the section: where the numbers agree by number, else by order where both sides have
    equally many or the addresses they refer to agree. Sections are matched by their order.
    """
    partners = dict(_aligned(first.drafts, second.drafts))
    taken = set(partners.values())
    drafts = [
        _joined(draft, second.drafts[partners[i]]) if i in partners else draft for i, draft in enumerate(first.drafts)
    ]
    alone = [draft for i, draft in enumerate(second.drafts) if i not in taken]
    issues = [
        *first.issues,
        *second.issues,
        *_lonely(first.path, [draft for i, draft in enumerate(first.drafts) if i not in partners], second.path),
        *_lonely(second.path, alone, first.path),
    ]
    return Collection(first.path, first.format, (*drafts, *alone), tuple(issues), second.path)


def _aligned(first: Sequence[Draft], second: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """The places of the questions that ask the same."""
    if len(first) == len(second) and _agree(first, second):
        yield from zip(range(len(first)), range(len(second)), strict=True)
        return
    here, there = _sections(first), _sections(second)
    if len(here) != len(there):
        here, there = [list(range(len(first)))], [list(range(len(second)))]
    for mine, theirs in zip(here, there, strict=True):
        yield from _aligned_within(first, second, mine, theirs)


def _agree(first: Sequence[Draft], second: Sequence[Draft]) -> bool:
    """Whether no question has another number than the one in its place."""
    return all(
        not one.number or not other.number or one.number == other.number
        for one, other in zip(first, second, strict=True)
    )


def _sections(drafts: Sequence[Draft]) -> list[list[int]]:
    """The places of the drafts, section by section, in the order of the file."""
    sections: list[list[int]] = []
    for i, draft in enumerate(drafts):
        if not i or draft.section != drafts[i - 1].section:
            sections.append([])
        sections[-1].append(i)
    return sections


def _aligned_within(
    first: Sequence[Draft], second: Sequence[Draft], mine: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[int, int]]:
    if len(mine) == len(theirs) and _agree([first[i] for i in mine], [second[i] for i in theirs]):
        yield from zip(mine, theirs, strict=True)
        return
    for tells in (_number, _sources, _code):
        left, right = _told_apart(first, mine, tells), _told_apart(second, theirs, tells)
        if shared := left.keys() & right.keys():
            yield from sorted((left[key], right[key]) for key in shared)
            return


def _told_apart(drafts: Sequence[Draft], places: Sequence[int], tells: Callable[[Draft], str]) -> dict[str, int]:
    """The place of each draft by what tells it apart; without those that share it with another."""
    found: dict[str, list[int]] = {}
    for i in places:
        if key := tells(drafts[i]):
            found.setdefault(key, []).append(i)
    return {key: those[0] for key, those in found.items() if len(those) == 1}


def _number(draft: Draft) -> str:
    return draft.number


def _sources(draft: Draft) -> str:
    return " ".join(sorted(draft.sources))


def _code(draft: Draft) -> str:
    """The code of an answer, which is not translated."""
    return re.sub(r"\s+", "", "".join((draft.answer.zh or draft.answer.en).split("```")[1::2]))[:2_000]


def _joined(first: Draft, second: Draft) -> Draft:
    """One question with both texts; where both are in one language, the first one's stays."""
    completeness = first.completeness if first.completeness is not Completeness.UNANSWERED else second.completeness
    return replace(
        first,
        text=_both(first.text, second.text),
        answer=_both(first.answer, second.answer),
        claims=_all_claims(first.claims, second.claims),
        completeness=completeness,
        tags=tuple(dict.fromkeys([*first.tags, *second.tags])),
        difficulty=first.difficulty or second.difficulty,
        minutes=first.minutes or second.minutes,
        sources=tuple(dict.fromkeys([*first.sources, *second.sources])),
        licence=first.licence or second.licence,
    )


def _both(first: Localized, second: Localized) -> Localized:
    return Localized(zh=first.zh or second.zh, en=first.en or second.en)


def _all_claims(first: Wordings, second: Wordings) -> Wordings:
    return {
        language: first.get(language) or second[language]
        for language in Language
        if language in first or language in second
    }


def _lonely(path: Path, drafts: Sequence[Draft], other: Path) -> Iterator[Issue]:
    """What has no partner, question by question up to a few, and then how many more."""
    for draft in drafts[:5]:
        text = draft.text.zh or draft.text.en
        yield Issue(path, draft.line, f"no question in {other.name} goes with “{text[:60]}”; it stays in one language")
    if len(drafts) > 5:
        yield Issue(
            path, drafts[5].line, f"{len(drafts) - 5} more from here on have no partner in {other.name}, either"
        )
