"""The kinds of questions that quiz programs know -> a question to be answered in words, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interviewer.formats.questions.markdown.claims import claims_of
from interviewer.model.draft import Completeness, Draft, Taking
from interviewer.model.question import Issue, Language

GAP = "____"

TRUE_FALSE = {Language.EN: ("True", "False"), Language.ZH: ("正确", "错误")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as text, with its answer as Markdown and the claims that the quiz itself keeps apart."""

    text: str
    answer: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a quiz offers or accepts.

    Attributes:
        share: Of the marks, in percent; below 0 it costs marks.
    """

    text: str
    share: float = 0.0
    feedback: str = ""


@dataclass(slots=True)
class Reading:
    """What was read so far of a file, and the category that the next question is in."""

    path: Path
    taking: Taking
    section: tuple[str, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def draft(self, asked: Asked, line: int, tags: tuple[str, ...]) -> Draft:
        """The question, which begins in this line, in the neutral form."""
        answer = self.taking.said(asked.answer)
        claims = asked.claims or claims_of(asked.answer)
        return Draft(
            text=self.taking.said(asked.text),
            line=line,
            answer=answer,
            claims={language: claims for language in answer.languages if claims},
            completeness=Completeness.ANSWERED if asked.answer else Completeness.UNANSWERED,
            section=self.section,
            tags=tags,
        )

    def report(self, line: int, message: str) -> None:
        """Notes what was not understood, or left out, in this line."""
        self.issues.append(Issue(self.path, line, message))


def choice(stem: str, options: Sequence[Option], explanation: str = "") -> Asked:
    """Choose among options: they belong to the question, the right ones are the answer."""
    offered = "\n".join(f"- {_one_line(option.text)}" for option in options)
    best = max((option.share for option in options), default=0)
    several = sum(option.share for option in options if option.share > 0) <= 101 and best < 100
    right = [option for option in options if (option.share > 0 if several else option.share == best > 0)]
    said = [_with_reason(option) for option in right]
    answer = "\n".join(f"- {text}" for text in said) if len(said) > 1 else "".join(said)
    return Asked(_joined(stem, offered), _joined(answer, explanation), tuple(said) if len(said) > 1 else ())


def short(stem: str, options: Sequence[Option], explanation: str = "") -> Asked:
    """Say it in a word: the best answer, and what else is accepted."""
    ranked = sorted((option for option in options if option.share > 0 and option.text), key=lambda each: -each.share)
    lines = [_with_reason(option) for option in ranked[:1]]
    lines += [f"({option.text}{_percent(option.share)})" for option in ranked[1:]]
    return Asked(stem, _joined("\n".join(lines), explanation))


def true_false(stem: str, right: bool, explanation: str = "") -> Asked:
    """A statement that is right or not."""
    yes, no = TRUE_FALSE[Language.of(stem) or Language.EN]
    return Asked(_joined(stem, f"({yes} / {no}?)"), _joined(yes if right else no, explanation))


def matching(stem: str, pairs: Sequence[tuple[str, str]], explanation: str = "") -> Asked:
    """What belongs together; one without a partner is offered only to mislead."""
    left = "\n".join(f"- {_one_line(one)}" for one, _ in pairs if one)
    right = " / ".join(dict.fromkeys(sorted(_one_line(other) for _, other in pairs if other)))
    said = tuple(f"{_one_line(one)} → {_one_line(other)}" for one, other in pairs if one)
    answer = "\n".join(f"- {text}" for text in said)
    return Asked(_joined(stem, left, right), _joined(answer, explanation), said)


def filled(text: str, words: Sequence[str], explanation: str = "") -> Asked:
    """A text with gaps, which says `GAP` at each of them, and the words that belong there."""
    answer = "\n".join(f"- {_one_line(word)}" for word in words) if len(words) > 1 else "".join(words)
    return Asked(text, _joined(answer, explanation), tuple(map(_one_line, words)) if len(words) > 1 else ())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _with_reason(option: Option) -> str:
    text = _one_line(option.text)
    return f"{text} ({_one_line(option.feedback)})" if option.feedback else text


def _percent(share: float) -> str:
    return f", {share:g} %" if share < 100 else ""
