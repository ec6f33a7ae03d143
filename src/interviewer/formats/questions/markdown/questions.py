"""An entry -> a draft: languages, sources, difficulty, and what of it is the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.formats.questions.markdown.answers import Answer, markdown, read_answer
from interviewer.formats.questions.markdown.asking import asks, has_mark
from interviewer.formats.questions.markdown.claims import claims
from interviewer.formats.questions.markdown.entry import Entry
from interviewer.formats.questions.markdown.inline import links, plain
from interviewer.formats.questions.markdown.lines import Kind
from interviewer.model.draft import Completeness, Draft
from interviewer.model.question import Difficulty, Language, Localized

_HAN = re.compile("[\u3400-\u9fff]")
_WORDS = (
    "参考(?:文献|资料|链接|答案|文章)?|来源|出处|链接|详见|参见|"
    "answer|ans|src|source|ref(?:erence)?|link|via|see|solution"
)
_ADDRESS = r"https?://[^\s()（）\[\]【】]*(?:\([^\s()]*\)[^\s()（）\[\]【】]*)*"
_REFERRED = re.compile(
    rf"\s*[(（\[【]+\s*(?:(?:{_WORDS})\s*[:：]?\s*(?:{_ADDRESS})?|{_ADDRESS})\s*[)）\]】]+", re.IGNORECASE
)
_DECORATION = re.compile(
    "[\\s\u200d\ufe0f\u2190-\u21ff\u2b00-\u2bff\u2600-\u27bf\U0001f000-\U0001faff]+$|(?:\\s+:[a-z][a-z0-9_+-]+:)+\\s*$|^[\u200d\ufe0f⭐★☆🔥👉✅\\s]+"
)
_DIFFICULTY = re.compile(
    r"\s*[(（\[【]\s*(?:(?:难度|difficulty|level)\s*[:：]?\s*)?(?P<word>easy|medium|hard|simple|beginner|intermediate|advanced|"
    r"简单|容易|中等|中级|困难|高级|较难|初级)\s*[)）\]】]\s*$",
    re.IGNORECASE,
)
_DIFFICULTIES = {
    Difficulty.EASY: ("easy", "simple", "beginner", "basic", "简单", "容易", "初级"),
    Difficulty.MEDIUM: ("medium", "intermediate", "中等", "中级"),
    Difficulty.HARD: ("hard", "advanced", "困难", "高级", "较难"),
}
_TERM_WORDS = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a whole file says about its questions.

    Attributes:
        language: That they are written in; None where each tells.
    """

    language: Language | None = None
    tags: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    licence: str = ""


def to_draft(entry: Entry, context: Context) -> Draft:
    """The question with its answer, claims, sources and how far it got."""
    title, difficulty = _rated(_trimmed(entry.title))
    answer = read_answer(title, entry.body)
    asked = markdown(answer.asked)
    if not title:
        title, asked = asked, ""
    text = f"{title}\n\n{asked}" if asked and _is_block(answer) else "\n".join(filter(None, [title, _flat(asked)]))
    language = context.language or _language(text, answer.text)
    said = _in_both(title, answer) if context.language is None else None
    return Draft(
        text=said or Localized(**{language.value: text}),
        line=entry.line,
        answer=Localized(**{_answers(language, answer.text, context).value: answer.text}),
        claims=_claims(answer, language, context),
        completeness=answer.completeness,
        number=entry.number,
        section=entry.section,
        tags=context.tags,
        difficulty=difficulty or context.difficulty,
        sources=tuple(dict.fromkeys([*links(entry.raw), *answer.sources])),
        licence=context.licence,
    )


def difficulty_of(word: str) -> Difficulty | None:
    """What a word such as "beginner" or "困难" means, None for any other."""
    bare = word.strip().lower()
    return next((difficulty for difficulty, words in _DIFFICULTIES.items() if bare in words), None)


def _trimmed(title: str) -> str:
    """The question without references in brackets, pictures and colons at its end."""
    text = _REFERRED.sub(" ", title) if len(title) < 5_000 else title
    text = re.sub(r"[ \t]+", " ", _DECORATION.sub("", text)).strip()
    text = re.sub(r" (?=[?？.。,，]$)", "", text) if text != title else text
    return text.rstrip(":：#").strip() if not text.endswith("::") else text


def _rated(title: str) -> tuple[str, Difficulty | None]:
    match = _DIFFICULTY.search(title[-60:])
    if not match:
        return title, None
    return _trimmed(title[: len(title) - len(match[0])]), difficulty_of(match["word"])


def _is_block(answer: Answer) -> bool:
    return any(line.kind is not Kind.TEXT for line in answer.asked)


def _flat(text: str) -> str:
    lines = (plain(line.lstrip("> ")) for line in text.splitlines())
    return "\n".join(filter(None, lines))


def _language(text: str, answer: str) -> Language:
    """A question with a Chinese character is Chinese; a mere term is in the language of its answer."""
    if _HAN.search(_prose(text)):
        return Language.ZH
    is_term = len(text.split()) <= _TERM_WORDS and not asks(text)
    return Language.ZH if is_term and Language.of(_prose(answer)) is Language.ZH else Language.EN


def _answers(language: Language, answer: str, context: Context) -> Language:
    return context.language or (Language.of(_prose(answer)) if _prose(answer).strip() else None) or language


def _prose(text: str) -> str:
    """The text without code and formulas, which are of no language."""
    fenced = text.split("```")
    return re.sub(r"`[^`\n]*`|\$[^$\n]*\$|https?://\S+", " ", " ".join(fenced[::2]))


def _claims(answer: Answer, language: Language, context: Context) -> dict[Language, tuple[str, ...]]:
    if answer.completeness is Completeness.UNANSWERED:
        return {}
    found = claims(answer.lines)
    return {_answers(language, answer.text, context): found} if found else {}


def _in_both(title: str, answer: Answer) -> Localized | None:
    """The question in both languages, where its second line or what follows a stroke is its translation."""
    parts = _stroked(title) or [title, *(_flat(markdown(answer.asked)).splitlines() if not _is_block(answer) else [])]
    return paired(parts)


def _stroked(title: str) -> list[str]:
    parts = [part.strip(" ()（）") for part in re.split(r"\s+[/|｜]\s+|(?<=[?？])\s*(?=[(（])", title)]
    return [part for part in parts if part] if len(parts) == 2 else []


def paired(parts: Sequence[str]) -> Localized | None:
    """Two texts that both ask, one of them Chinese and the other without a Chinese character, as one."""
    if len(parts) != 2 or not all(has_mark(part) for part in parts):
        return None
    chinese = [bool(_HAN.search(part)) for part in parts]
    if chinese[0] == chinese[1]:
        return None
    zh, en = parts if chinese[0] else reversed(parts)
    return Localized(zh=zh, en=en)
