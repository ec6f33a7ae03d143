"""What a bank covers, as two tables with the same rows: how much there is, and how complete it is. Pure."""

from collections.abc import Callable, Iterator, Sequence

from interviewer.bank.coverage import Coverage, Share
from interviewer.lines.columns import cells, padded, shortened
from interviewer.model import Difficulty, Language
from interviewer.phrases import Phrases

WIDTH = 80
"""Cells in a line; a topic's name gets what the figures leave."""

Column = tuple[str, Callable[[Share], str]]


def coverage_lines(coverage: Coverage, phrases: Phrases) -> list[str]:
    """Rows for topics, difficulties, languages and everything together; at most 80 cells wide."""
    groups = [
        [(share.name, share) for share in coverage.topics],
        [(str(getattr(phrases, share.name)), share) for share in coverage.difficulties],
        [(share.name, share) for share in coverage.languages],
        [(phrases.coverage_all, coverage.whole)],
    ]
    amount = _table(phrases.coverage_amount, groups, _amounts(phrases))
    complete = _table(phrases.coverage_complete, groups, _completeness(phrases))
    return [*amount, "", *complete]


def _amounts(phrases: Phrases) -> list[Column]:
    return [
        (phrases.coverage_questions, lambda share: str(share.questions)),
        (phrases.coverage_drafts, lambda share: str(share.drafts or "–")),
        (phrases.coverage_minutes, lambda share: f"{share.minutes:g}"),
        (phrases.coverage_points, lambda share: f"{share.points / share.questions:.1f}" if share.questions else "–"),
        *((str(getattr(phrases, level)), _counted(level)) for level in Difficulty),
        *((language.value, _spoken(language)) for language in Language),
    ]


def _counted(level: Difficulty) -> Callable[[Share], str]:
    return lambda share: str(share.difficulties[level] or "–")


def _spoken(language: Language) -> Callable[[Share], str]:
    return lambda share: str(share.languages[language] or "–")


def _completeness(phrases: Phrases) -> list[Column]:
    shares: list[tuple[str, Callable[[Share], float]]] = [
        (phrases.coverage_both, lambda share: share.both_languages),
        (phrases.coverage_model, lambda share: share.model_answers),
        (phrases.coverage_sources, lambda share: share.sources),
        (phrases.coverage_probes, lambda share: share.probes),
        (phrases.coverage_rewordings, lambda share: share.rewordings),
        (phrases.coverage_claims, lambda share: share.wrong_claims),
    ]
    return [(name, _percent(of)) for name, of in shares]


def _percent(of: Callable[[Share], float]) -> Callable[[Share], str]:
    return lambda share: f"{100 * of(share):.0f}" if share.questions else "–"


def _table(title: str, groups: Sequence[Sequence[tuple[str, Share]]], columns: Sequence[Column]) -> Iterator[str]:
    """The table: names to the left, figures to the right of their columns, a free line between groups."""
    names = [name for group in groups for name, _ in group]
    widths = [max(cells(head), *(cells(say(share)) for group in groups for _, share in group)) for head, say in columns]
    first = min(max(cells(name) for name in (title, *names)), WIDTH - sum(width + 2 for width in widths))
    yield _row(shortened(title, first), [head for head, _ in columns], first, widths)
    for group in groups:
        if group:
            yield ""
        for name, share in group:
            yield _row(shortened(name, first), [say(share) for _, say in columns], first, widths)


def _row(name: str, figures: Sequence[str], first: int, widths: Sequence[int]) -> str:
    right = (" " * (width - cells(figure)) + figure for figure, width in zip(figures, widths, strict=True))
    return "  ".join([padded(name, first), *right])
