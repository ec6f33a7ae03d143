"""What is said in an interview, as it stands in the transcript."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from interviewer.model import POINT_MARK, Attempt, Kind, Match, Message, Question, Span
from interviewer.phrases import Phrases
from interviewer.tui.card import STATUS_STYLES
from interviewer.tui.prose import Paragraph, ProseView, text


class InterviewerMessage(ProseView):
    """The interviewer asks, follows up or hints."""

    def __init__(self, message: Message, phrases: Phrases, item: str = "", why: str = "") -> None:
        """Prepares a message.

        Args:
            item: What the conversation is about.
            why: Why it is asked, or an empty string.
        """
        kinds = {Kind.PROBE: phrases.follow_up, Kind.HINT: phrases.hint}
        heading = Content.styled(phrases.interviewer, "bold $text-accent")
        if message.kind in kinds:
            heading += Content.styled(f" · {kinds[message.kind]}", "$foreground 60%")
        reasons = [_reasons(why, phrases)] if why and message.kind is Kind.QUESTION else []
        super().__init__(Paragraph(heading), *_words(message, item), *reasons, classes=f"interviewer {message.kind}")


class ModelAnswer(ProseView):
    """A good answer, and what backs it."""

    def __init__(self, question: Question, attempt: Attempt, phrases: Phrases) -> None:
        answer = question.model_answer.best(attempt.language) or phrases.no_model_answer
        paragraphs = [text(phrases.model_answer, "bold $text-accent"), text(answer)]
        if question.sources:
            dim = "$foreground 60%"
            paragraphs += [text(""), text(phrases.sources, dim), *(text(s, dim) for s in question.sources)]
        super().__init__(*paragraphs, classes="interviewer model-answer")


class Notice(ProseView):
    """Something the program has to say that is no part of the interview."""

    def __init__(self, message: str, hint: str = "", serious: bool = False) -> None:
        style = "bold $text-error" if serious else "$foreground 80%"
        paragraphs = [text(message, style), *([text(hint)] if hint else [])]
        super().__init__(*paragraphs, classes="notice -serious" if serious else "notice")


def _words(message: Message, item: str) -> list[Paragraph]:
    """What is said; where one key point is asked about, the question that it belongs to steps back."""
    about, _, probe = message.text.rpartition("\n")
    if message.kind is Kind.QUESTION and POINT_MARK in item and about:
        return [text(about, "$foreground 60%"), text(probe)]
    return [text(message.text)]


def _reasons(why: str, phrases: Phrases) -> Paragraph:
    return Paragraph(Content.styled(why, "$foreground 60%"), Content.styled(f"{phrases.why}  ", "$foreground 60%"))


class CandidateMessage(Container):
    """An answer, on the right."""

    def __init__(self, answer: str, phrases: Phrases) -> None:
        super().__init__(classes="candidate")
        self._answer = answer
        self._heading = text(phrases.you, "bold $foreground 70%")
        self._view = ProseView(self._heading, text(answer), classes="bubble")

    def compose(self) -> ComposeResult:
        """The bubble."""
        yield self._view

    def highlight(self, evidence: tuple[tuple[Match, Span], ...], numbers: dict[str, int]) -> None:
        """Underlines the evidence, and puts the number of its key point after it.

        Args:
            evidence: Spans of this answer.
            numbers: The number of each key point in the feedback, by id.
        """
        self._view.show(self._heading, Paragraph(_highlighted(self._answer, evidence, numbers)))


def _highlighted(answer: str, evidence: tuple[tuple[Match, Span], ...], numbers: dict[str, int]) -> Content:
    content = Content(answer)
    for match, span in evidence:
        content = content.stylize(f"underline {STATUS_STYLES[match.status]}", span.start, span.end)
    signs: dict[int, list[int]] = {}
    for match, span in evidence:
        if match.point_id in numbers:
            signs.setdefault(span.end, []).append(numbers[match.point_id])
    ends = sorted(signs)
    pieces = content.divide(ends)
    for piece, end in enumerate(ends):
        sign = f"[{', '.join(str(number) for number in sorted(signs[end]))}]"
        pieces[piece] += Content.styled(sign, "$foreground 70%")
    return Content("").join(pieces)
