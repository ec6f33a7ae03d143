"""The review of a bank: what an author should look at, where, why, and what to do about it."""

from collections.abc import Callable, Iterator, Sequence

from interviewer.bank import Bank
from interviewer.bank.lint.lines import line_of, spot_lines
from interviewer.bank.lint.pace import find_pace
from interviewer.bank.lint.rule import Case, Found, Rule, Scoring
from interviewer.bank.lint.rules import BROKEN, RULES
from interviewer.model import Question
from interviewer.model.finding import Finding

__all__ = ["BROKEN", "RULES", "Rule", "Scoring", "broken_files", "review"]


def review(
    bank: Bank, questions: Sequence[Question], rules: Sequence[Rule], scoring: Scoring, advance: Callable[[], None]
) -> Iterator[Finding]:
    """Every finding about these questions, file by file in the order of the lines.

    Args:
        bank: What they are compared with.
        questions: Of the bank, drafts among them.
        rules: What to look for.
        scoring: Asks the scorer.
        advance: Called after each question.
    """
    pace = find_pace(bank.questions)
    reviewed = frozenset(question.id for question in questions)
    for question in questions:
        case = Case(question, bank.places[question.id], bank, pace, scoring, reviewed)
        yield from _placed(case, [(rule, found) for rule in rules for found in _found(rule, case)])
        advance()


def broken_files(bank: Bank) -> Iterator[Finding]:
    """What is wrong with the files that gave no question."""
    for issue in bank.issues:
        yield Finding(
            issue.path,
            issue.line,
            BROKEN.name,
            BROKEN.severity,
            issue.message,
            "The file is left out until this is mended; `interviewer bank schema` describes the format.",
        )


def _found(rule: Rule, case: Case) -> Iterator[Found]:
    if rule.of_drafts or not case.question.draft:
        yield from rule.find(case)


def _placed(case: Case, found: list[tuple[Rule, Found]]) -> list[Finding]:
    lines = spot_lines(case.place.path) if found else {}
    findings = [
        Finding(
            case.place.path,
            line_of(lines, one.spot) if lines else case.place.lines.get(one.point_id, 1),
            rule.name,
            rule.severity,
            one.message,
            one.suggestion,
            case.question.id,
            one.point_id,
        )
        for rule, one in found
    ]
    return sorted(findings, key=lambda finding: finding.line)
