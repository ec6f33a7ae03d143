"""Questions of ours in other people's files -> the neutral form."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from interviewer.model.draft import Collection, Completeness, Draft
from interviewer.model.question import Issue, Language, Question


def draft_of(question: Question, line: int) -> Draft:
    """The draft that carries this question, which begins in this line."""
    answered = question.key_points or question.model_answer.languages
    return Draft(
        text=question.text,
        line=line,
        answer=question.model_answer,
        claims={language: claims for language in Language if (claims := _claims(question, language))},
        completeness=Completeness.ANSWERED if answered else Completeness.UNANSWERED,
        section=tuple(question.topic.split("/")),
        tags=question.tags,
        difficulty=question.difficulty,
        minutes=question.minutes,
        sources=question.sources,
        licence=question.licence,
        question=question,
    )


def _claims(question: Question, language: Language) -> tuple[str, ...]:
    return tuple(text for point in question.key_points if (text := point.text[language]))


def checked(question: Question, path: Path, line: int) -> tuple[Question | None, tuple[Issue, ...]]:
    """The question as the bank's reader sees it, with its hash; or None with the reasons, all in this line."""
    from interviewer.bank.nodes import LARGEST_FILE_BYTES
    from interviewer.bank.reader import parse_question
    from interviewer.bank.writer import question_yaml

    text = question_yaml(question)
    if len(text) > LARGEST_FILE_BYTES:
        return None, (Issue(path, line, f"{question.id} is larger than {LARGEST_FILE_BYTES:,} characters"),)
    found, _, issues = parse_question(text, path)
    return found, tuple(replace(issue, line=line) for issue in issues)


def collected(path: Path, name: str, drafts: Iterable[Draft], issues: Iterable[Issue]) -> Collection:
    """All that a file of this format holds; the issues by line."""
    kept, doubles = _without_doubles(drafts, path)
    return Collection(path, name, kept, tuple(sorted((*issues, *doubles), key=lambda issue: issue.line)))


def _without_doubles(drafts: Iterable[Draft], path: Path) -> tuple[tuple[Draft, ...], list[Issue]]:
    """The drafts, of which each question is carried by one only: who copies one in another program makes a new one."""
    first: dict[str, Draft] = {}
    kept: list[Draft] = []
    issues: list[Issue] = []
    for draft in drafts:
        question = draft.question
        if question is None or first.setdefault(question.id, draft) is draft:
            kept.append(draft)
        elif first[question.id].question != question:
            message = f"carries {question.id} a second time, with other words: it is taken as a question of its own"
            issues.append(Issue(path, draft.line, message))
            kept.append(replace(draft, question=None))
        else:
            issues.append(Issue(path, draft.line, f"is {question.id} a second time; left out"))
    return tuple(kept), issues
