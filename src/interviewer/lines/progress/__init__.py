"""Progress in the reader's language, laid out as lines that a command prints and a screen paints. Pure."""

from dataclasses import replace

from interviewer.lines.progress.line import NARROWEST, Layout, Line, Piece, Section, Tone
from interviewer.lines.progress.practised import forecast, summary, year
from interviewer.lines.progress.questions import missed, remarks, weakest
from interviewer.lines.progress.scores import course, mastery, ratings, trends
from interviewer.model.progress import Progress

__all__ = ["Layout", "Line", "Piece", "Section", "Tone", "progress_sections"]


def progress_sections(progress: Progress, layout: Layout) -> list[Section]:
    """The whole of it, section by section; those with nothing to say are left out."""
    if not progress.answers:
        return []
    roomy = replace(layout, width=max(layout.width, NARROWEST))
    sections = [
        summary(progress, roomy),
        year(progress, roomy),
        weakest(progress, roomy),
        *([mastery(progress, roomy)] if progress.mastery else []),
        forecast(progress, roomy),
        course(progress, roomy),
        trends(progress, roomy),
        missed(progress, roomy),
        *([ratings(progress, roomy)] if progress.ratings else []),
        *remarks(progress, roomy),
    ]
    return [section for section in sections if section.lines]
