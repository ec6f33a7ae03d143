"""The feedback on an answer: a verdict, a bar per key point, the evidence, what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from rich.cells import cell_len
from textual.content import Content

from interviewer.lines.feedback import BANDS, BAR_CELLS, MARKS, Feedback, Row, make_feedback
from interviewer.model import Attempt, Question, Score, Status
from interviewer.phrases import Phrases
from interviewer.tui.context import Context
from interviewer.tui.prose import Paragraph, ProseView, text
from interviewer.tui.standing import Standing, standing_paragraphs

STATUS_STYLES = {
    Status.COVERED: "$text-success",
    Status.PARTIAL: "$text-warning",
    Status.MISSING: "$text-error",
    Status.CONTRADICTED: "bold $text-error",
}

PASSED, HALF_WAY = BANDS[1][0], BANDS[2][0]
"""From which score on a verdict is painted as a good one, and as a middling one."""

BLANK = Paragraph(Content(""))


class Card(ProseView):
    """What the scorer thinks of all that was said to one question."""

    def __init__(self, attempt: Attempt, context: Context, standing: Standing | None = None) -> None:
        super().__init__(classes="card")
        self.auto_links = False
        self.context = context
        self._attempt = attempt
        self._standing = standing
        self._paint(can_rate=True)

    def show_attempt(self, attempt: Attempt, standing: Standing | None = None) -> None:
        """Shows the attempt as it is now."""
        self._attempt, self._standing = attempt, standing
        self._paint(can_rate=True)

    def retire(self) -> None:
        """Leaves out the keys: they belong to the next question from now on."""
        self._paint(can_rate=False)

    def _paint(self, can_rate: bool) -> None:
        self.show(*card_paragraphs(self._attempt, self.context, self._below_verdict(can_rate)))

    def _below_verdict(self, can_rate: bool) -> Iterator[Paragraph]:
        if self._standing:
            item, phrases = self._attempt.question_id, self.context.phrases
            yield from standing_paragraphs(self._standing, item, self.context.now(), phrases, can_rate)


def card_paragraphs(attempt: Attempt, context: Context, below_verdict: Iterable[Paragraph] = ()) -> list[Paragraph]:
    """The feedback on a scored attempt, as text.

    Args:
        below_verdict: What else is to be said first.
    """
    assert attempt.score is not None
    bank = context.session.bank
    question = context.session.history.question(attempt)
    other = bank.get(attempt.score.belongs_to) if attempt.score.belongs_to in bank else None
    feedback = make_feedback(question, attempt.score, attempt.language, context.language, other)
    missed = [point.id for point, _ in attempt.score.missed(question)]
    verdict, *rest = _paragraphs(feedback, missed, attempt.score.overall, attempt.score.overruled, context)
    return [verdict, *below_verdict, *rest]


def point_numbers(question: Question, score: Score) -> dict[str, int]:
    """The number of each key point in the feedback, by id."""
    scored = {match.point_id for match in score.matches}
    return {
        point_id: number for number, point_id in enumerate((p.id for p in question.key_points if p.id in scored), 1)
    }


def meter(share: float, style: str) -> Content:
    """A share in [0, 1] as a bar."""
    filled = round(share * BAR_CELLS)
    return Content.assemble(("━" * filled, style), ("╌" * (BAR_CELLS - filled), "$foreground 40%"))


def grade_style(share: float) -> str:
    """The colour of a score in [0, 1]."""
    if share >= PASSED:
        return "$text-success"
    return "$text-warning" if share >= HALF_WAY else "$text-error"


def _paragraphs(
    feedback: Feedback, missed: list[str], overall: float, overruled: bool, context: Context
) -> Iterator[Paragraph]:
    phrases = context.phrases
    yield _verdict(feedback, overall, phrases.overruled if overruled else feedback.scorer)
    if feedback.belongs_to:
        yield text(feedback.belongs_to, "$text-warning")
    if feedback.unreadable:
        yield text(feedback.unreadable, "$text-warning")
    if feedback.learned:
        yield text(feedback.learned, "$foreground 65%")
    yield BLANK
    widest = max((cell_len(row.label) for row in feedback.rows), default=0)
    rows = {
        row.point_id: list(_row(_spared(row, missed, phrases), number, widest))
        for number, row in enumerate(feedback.rows, 1)
    }
    yield from chain.from_iterable(row for point_id, row in rows.items() if point_id not in missed)
    if len(missed) < len(rows):
        yield BLANK
    if not missed:
        yield text(phrases.nothing_missing, "$text-success")
        return
    yield text(phrases.missing_points, "bold")
    yield from chain.from_iterable(rows[point_id] for point_id in missed)


def _spared(row: Row, missed: list[str], phrases: Phrases) -> Row:
    """The row, with a word on why a point that is not covered is not missed: its group has enough others."""
    if row.status is Status.COVERED or row.point_id in missed or row.note:
        return row
    return replace(row, note=phrases.spared)


def _verdict(feedback: Feedback, overall: float, source: str) -> Paragraph:
    style = grade_style(overall)
    return Paragraph(
        Content.assemble(
            (f"{feedback.percent} %", f"bold {style}"),
            ("  " + feedback.band, f"bold {style}"),
            ("   " + source, "$foreground 60%"),
        )
    )


def _row(row: Row, number: int, label_cells: int) -> Iterator[Paragraph]:
    style = STATUS_STYLES[row.status]
    lead = Content.assemble(
        (f"{number:<2}", "$foreground 60%"),
        (f"{MARKS[row.status]} ", style),
        meter(row.coverage, style),
        (f" {row.label}{' ' * (label_cells - cell_len(row.label))}  ", style),
    )
    below = Content(" " * lead.cell_length)
    yield Paragraph(Content(row.text), lead)
    if row.quote:
        # The whole evidence is underlined in the answer itself.
        yield Paragraph(Content.styled(f"“{row.quote}”", "italic $foreground 65%"), below, clipped=True)
    if row.note:
        yield Paragraph(Content.styled(row.note, "$foreground 65%"), below)
