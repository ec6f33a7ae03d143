"""What became of questions that were brought in, as lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewer.bank.nodes import LARGEST_FILE_BYTES
from interviewer.lines.columns import padded, shortened
from interviewer.model.draft import Collection, Completeness
from interviewer.model.intake import Fate, Placed

TEXT_CELLS = 36


def intake_lines(collections: Sequence[Collection], placed: Sequence[Placed]) -> Iterator[str]:
    """File by file: how many questions of which kind, a line for each, and what was not understood."""
    for held in collections:
        yield f"{held.path} ({held.format}): {_counts(held)}"
        for one in placed:
            if one.proposal.path == held.path:
                yield _line(one)
        yield from (f"  {_place(issue.line)}  {issue.message}" for issue in held.issues)


def summary(placed: Sequence[Placed], into: Path, dry_run: bool) -> Iterator[str]:
    """What was done altogether, and what could be done next."""
    written = sum(one.written is not None for one in placed)
    drafts = sum(one.written is not None and one.proposal.question.draft for one in placed)
    new = sum(one.proposal.fate is Fate.NEW for one in placed)
    large = sum(one.proposal.fate is Fate.TOO_LARGE for one in placed)
    adding = sum(one.proposal.merged is not None and one.written is None for one in placed)
    passed_over = sum(one.proposal.fate is Fate.KNOWN and one.written is None for one in placed)
    done = "nothing was written" if dry_run else f"{written} written to {into}"
    yield f"{_counted(len(placed), 'question')}: {new} new, {len(placed) - new - large} already there; {done}"
    if large:
        yield f"{large} left out: a question file may have {LARGEST_FILE_BYTES:,} bytes at most."
    if drafts:
        yield f"Drafts, which practice skips: {drafts}. Give them key points and take out `draft: true`."
    if passed_over:
        yield f"{passed_over} seem to ask what is there in other words: where that is wrong, `--same keep` adds them."
    if adding:
        yield f"{adding} of those already there would gain something: `--same merge` adds it."
    if written:
        yield f"Look them over with `interviewer bank lint --bank {into}`, practise with `--bank {into}`."


def _counts(held: Collection) -> str:
    kinds = Counter(draft.completeness for draft in held.drafts)
    told = [f"{kinds[kind]} {kind}" for kind in Completeness if kinds[kind]]
    return ", ".join([_counted(len(held.drafts), "question"), *told])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _line(one: Placed) -> str:
    proposal = one.proposal
    question = proposal.question
    text = padded(shortened(question.text.zh or question.text.en, TEXT_CELLS), TEXT_CELLS)
    points = len(question.key_points)
    answer = f"{points} of {proposal.claims} points" if proposal.claims > points else _counted(points, "point")
    if proposal.draft.completeness is not Completeness.ANSWERED:
        answer = proposal.draft.completeness
    if proposal.fate is Fate.TOO_LARGE:
        answer = ""
    return f"  {_place(proposal.draft.line)}  {text}  {answer:15}  {_fate(one)}"


def _place(line: int) -> str:
    return f"line {line:<5}" if line else " " * 10


def _fate(one: Placed) -> str:
    proposal = one.proposal
    if proposal.fate is Fate.NEW:
        like = f" (like {proposal.same_as}, {proposal.likeness:.0%})" if proposal.same_as else ""
        return f"new: {proposal.question.id}{like}"
    if one.written:
        return f"merged into {proposal.same_as}" if proposal.merged else f"kept as {proposal.question.id}"
    if proposal.fate is Fate.TOO_LARGE:
        return "left out: too large for a question"
    if proposal.fate is Fate.REPEATED:
        return f"asked before: {proposal.same_as}{', with another answer' if proposal.merged else ''}"
    return f"already there: {proposal.same_as} ({proposal.likeness:.0%})"
