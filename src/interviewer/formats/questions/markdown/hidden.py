"""The tags that hide answers: which of them belong together, and which only hide a whole section."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewer.formats.questions.markdown.asking import asks, is_answer_summary, is_contents
from interviewer.formats.questions.markdown.inline import plain
from interviewer.formats.questions.markdown.lines import Kind, Line


def balanced(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int]:
    """The lines with only such tags of hidden answers as are closed, and where the first is that is not.

    Details around several questions are taken away, too: they only group them.
    """
    pairs: dict[int, int] = {}
    open_: list[int] = []
    dropped: set[int] = set()
    for i, line in enumerate(lines):
        if line.kind is Kind.OPEN:
            open_.append(i)
        elif line.kind is Kind.CLOSE:
            if open_:
                pairs[open_.pop()] = i
            else:
                dropped.add(i)
    dropped.update(open_)
    dropped |= _wrappers(lines, pairs)
    first = lines[open_[0]].number if open_ else 0
    kept = (
        replace(line, kind=Kind.BLANK, text="", content="") if i in dropped else line for i, line in enumerate(lines)
    )
    return tuple(kept), first


def _wrappers(lines: Sequence[Line], pairs: dict[int, int]) -> set[int]:
    """The lines of details that have questions of their own below them, and ask nothing themselves."""
    found: set[int] = set()
    asking = [0]
    for line in lines:
        is_question = (
            line.kind in (Kind.SUMMARY, Kind.HEADING) and len(line.content) < 2_000 and asks(plain(line.content))
        )
        asking.append(asking[-1] + is_question)
    for start, end in pairs.items():
        summary = next((i for i in range(start + 1, min(start + 4, end)) if lines[i].kind is Kind.SUMMARY), None)
        words = plain(lines[summary].content) if summary else ""
        if is_contents(words) or (words and (asks(words) or is_answer_summary(words))):
            continue
        if asking[end] - asking[start] > 1:
            found |= {start, end, *([summary] if summary else [])}
    return found


def outside_details(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The lines that nothing hides, with their places."""
    depth = 0
    for place, line in enumerate(lines):
        if line.kind is Kind.OPEN:
            depth += 1
        elif line.kind is Kind.CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            yield place, line
