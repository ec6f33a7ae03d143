"""What became of questions that were brought in, as lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewer.bank.nodes import LARGEST_FILE_BYTES
from interviewer.counting import counted
from interviewer.lines.columns import padded, shortened
from interviewer.model import Issue, KeyPoint, Language, Localized, Question
from interviewer.model.draft import Collection, Completeness
from interviewer.model.intake import Fate, Placed, Proposal, Treatment

TEXT_CELLS = 36

SHOWN = 160
"""Cells of a text that a merge adds; the rest of a model answer can be read in the file."""


def intake_lines(collections: Sequence[Collection], placed: Sequence[Placed]) -> Iterator[str]:
    """File by file: how many questions of which kind, a line for each, and what was not understood."""
    for held in collections:
        other = f" and {held.other}" if held.other else ""
        yield f"{held.path}{other} ({held.format}): {_counts(held)}"
        for one in placed:
            if one.proposal.path == held.path:
                yield _line(one)
                yield from _gained(one.proposal) if one.is_merged else ()
        yield from (f"  {_place(issue.line)}  {_whose(issue, held)}{issue.message}" for issue in held.issues)


def _whose(issue: Issue, held: Collection) -> str:
    """The second file's name, where the line is one of it."""
    return f"{issue.path}: " if issue.path == held.other else ""


def offer_lines(proposal: Proposal) -> Iterator[str]:
    """What the bank asks that is the same, and what it would gain from this question, or why it would not."""
    yield f"{_place(proposal.draft.line).strip()}  {_in_both(proposal.question.text)}".strip()
    where = "before" if proposal.fate is Fate.REPEATED else "in the bank"
    if proposal.ours:
        yield f"  asked {where} as {proposal.same_as} ({proposal.likeness:.0%}): {_in_both(proposal.ours.text)}"
    if proposal.merged:
        yield "  merging would add to it:"
        yield from _gained(proposal)
    elif proposal.is_fixed:
        yield "  nothing can be merged into it: it stands in a folder that is not imported to"
    else:
        yield "  merging would add nothing to it"


def _in_both(text: Localized) -> str:
    return " / ".join(text[language] for language in text.languages)


def _gained(proposal: Proposal) -> Iterator[str]:
    if proposal.ours and proposal.merged:
        yield from (f"    + {what}" for what in additions(proposal.ours, proposal.merged))


def additions(ours: Question, both: Question) -> Iterator[str]:
    """What a merge adds to a question, text by text."""
    yield from _texts("question", ours.text, both.text)
    known = {point.id: point for point in ours.key_points}
    for point in both.key_points:
        if point.id in known:
            yield from _point(known[point.id], point)
        else:
            yield f"key point: {_in_both(point.text)}"
    yield from _texts("model answer", ours.model_answer, both.model_answer)
    yield from (f"tag: {tag}" for tag in both.tags if tag not in ours.tags)
    yield from (f"source: {source}" for source in both.sources if source not in ours.sources)
    if both.licence != ours.licence:
        yield f"licence: {both.licence}"


def _point(ours: KeyPoint, both: KeyPoint) -> Iterator[str]:
    yield from _texts(ours.id, ours.text, both.text)
    for kind, mine, theirs in (
        ("wording", ours.accept, both.accept),
        ("wrong claim", ours.contradicts, both.contradicts),
    ):
        new = (text for language in Language for text in theirs.get(language, ()) if text not in mine.get(language, ()))
        yield from (f"{ours.id}, {kind}: {text}" for text in new)
    yield from _texts(f"{ours.id}, probe", ours.probe, both.probe)


def _texts(what: str, ours: Localized, both: Localized) -> Iterator[str]:
    for language in both.languages:
        if not ours[language]:
            yield f"{what} ({language}): {shortened(' '.join(both[language].split()), SHOWN)}"


def summary(placed: Sequence[Placed], into: Path, dry_run: bool) -> Iterator[str]:
    """What was done altogether, and what could be done next."""
    merged = sum(one.is_merged for one in placed)
    written = sum(one.written is not None for one in placed) - merged
    drafts = sum(one.written is not None and not one.is_merged and one.proposal.question.draft for one in placed)
    new = sum(one.proposal.fate is Fate.NEW for one in placed)
    large = sum(one.proposal.fate is Fate.TOO_LARGE for one in placed)
    adding = sum(one.proposal.merged is not None and one.written is None for one in placed)
    fixed = sum(one.proposal.is_fixed and one.treatment is Treatment.MERGE for one in placed)
    passed_over = sum(one.proposal.fate is Fate.KNOWN and one.written is None for one in placed)
    done = "nothing was written" if dry_run else f"{written} written to {into}"
    done += f", {merged} merged" if merged else ""
    yield f"{counted(len(placed), 'question')}: {new} new, {len(placed) - new - large} already there; {done}"
    if large:
        yield f"{large} left out: a question file may have {LARGEST_FILE_BYTES:,} bytes at most."
    if drafts:
        yield f"Drafts, which practice skips: {drafts}. Give them key points and take out `draft: true`."
    if passed_over:
        it, seems = ("it", "seems") if passed_over == 1 else ("them", "seem")
        yield f"{passed_over} {seems} to ask what is there in other words: where it does not, `--same keep` adds {it}."
    if adding:
        yield f"{adding} of those already there would gain something: `--same merge` adds it."
    if fixed:
        yield f"Not merged, as they stand in folders of the bank that are not imported to: {fixed}."
    if written or merged:
        yield f"Look them over with `interviewer bank lint --bank {into}`, practise with `--bank {into}`."


def _counts(held: Collection) -> str:
    kinds = Counter(draft.completeness for draft in held.drafts)
    told = [f"{kinds[kind]} {kind}" for kind in Completeness if kinds[kind]]
    return ", ".join([counted(len(held.drafts), "question"), *told])


def _line(one: Placed) -> str:
    proposal = one.proposal
    question = proposal.question
    text = padded(shortened(question.text.zh or question.text.en, TEXT_CELLS), TEXT_CELLS)
    points = len(question.key_points)
    answer = f"{points} of {proposal.claims} points" if proposal.claims > points else counted(points, "point")
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
        return f"merged into {proposal.same_as}" if one.is_merged else f"kept as {proposal.question.id}"
    if proposal.fate is Fate.TOO_LARGE:
        return "left out: too large for a question"
    if proposal.fate is Fate.REPEATED:
        return f"asked before: {proposal.same_as}{', with another answer' if proposal.merged else ''}"
    return f"already there: {proposal.same_as} ({proposal.likeness:.0%})"
