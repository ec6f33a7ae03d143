"""The findings of a review as lines: those of one file together, each with what to do. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from interviewer.counting import counted
from interviewer.lines.columns import indented
from interviewer.model.finding import Finding, Severity


def finding_blocks(findings: Sequence[Finding], folder: Path, width: int) -> Iterator[list[str]]:
    """For each file its findings: `path:line: severity rule: message`, and below it the suggestion.

    Args:
        findings: Those of one file one after the other.
        folder: Paths below it are shown from there on.
        width: Cells in a line; only suggestions are wrapped.
    """
    for path, found in groupby(findings, key=lambda finding: finding.path):
        shown = near(path, folder)
        lines = []
        for finding in found:
            lines.append(str(replace(finding, path=shown)))
            lines += indented(finding.suggestion, width, "    ", "    ")
        yield lines


def near(path: Path, folder: Path) -> Path:
    """A path as seen from a folder, where it is below it."""
    absolute = path.absolute()
    return absolute.relative_to(folder) if absolute.is_relative_to(folder) else path


def tally(findings: Sequence[Finding]) -> str:
    """How many there are: `3 findings: 1 error, 2 notes`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[severity], severity) for severity in Severity if counts[severity]]
    many = counted(len(findings), "finding")
    return f"{many}: {', '.join(parts)}" if parts else many
