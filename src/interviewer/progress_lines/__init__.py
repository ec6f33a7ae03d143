"""Progress in the reader's language, laid out as lines that a command prints and a screen paints. Pure."""

from dataclasses import dataclass

from interviewer.model import Language, Progress
from interviewer.phrases import Phrases
from interviewer.progress_lines.line import Line, Piece, Section, Tone
from interviewer.progress_lines.practised import NARROWEST, forecast, summary, year
from interviewer.progress_lines.scores import Find, course, mastery, missed, ratings, remarks, trends, weakest

__all__ = ["Layout", "Line", "Piece", "Section", "Tone", "progress_sections"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How it is to be laid out.

    Attributes:
        language: Of the questions.
        width: Columns; with fewer than NARROWEST lines may be longer.
        plain: Figures instead of plots.
        everything: All the questions with all their key points, not only the weakest.
    """

    phrases: Phrases
    language: Language
    width: int = 80
    plain: bool = False
    everything: bool = False


def progress_sections(progress: Progress, find: Find, layout: Layout) -> list[Section]:
    """The whole of it, section by section; those with nothing to say are left out.

    Args:
        find: The question or key point with an id, or None where the bank does not have it.
    """
    phrases, language, plain = layout.phrases, layout.language, layout.plain
    width = max(layout.width, NARROWEST)
    if not progress.answers:
        return []
    sections = [
        summary(progress, phrases),
        year(progress, phrases, width, plain),
        weakest(progress, find, phrases, language, width),
        *([mastery(progress, phrases, width)] if progress.mastery else []),
        forecast(progress, phrases, width, plain),
        course(progress, phrases, width, plain),
        trends(progress, find, phrases, language, width, plain, layout.everything),
        missed(progress, find, phrases, language, width),
        *([ratings(progress, phrases)] if progress.ratings else []),
        *remarks(progress, find, phrases, language, width),
    ]
    return [section for section in sections if section.lines]
