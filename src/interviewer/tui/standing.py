"""What a verdict means for the schedule, as it is shown below the verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.style import Style

from interviewer.lines.agenda import RATINGS, rating_line, rating_name
from interviewer.model import POINT_MARK, Attempt, Interview, Rating
from interviewer.phrases import Phrases
from interviewer.session import Session
from interviewer.tui.prose import Paragraph, text


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a judged item stands by now.

    Attributes:
        suggested: The rating that follows from the score.
        chosen: The candidate's own, None where the suggestion stands.
        due_at: When it comes again; None where the schedule does not hear of it.
        lapses: How often it was forgotten, where that makes a leech of it; else 0.
        path: The file to rewrite.
        suspended: It is not drilled any more.
    """

    suggested: Rating
    chosen: Rating | None
    due_at: datetime | None
    lapses: int
    path: str
    suspended: bool


def read_standing(session: Session, interview: Interview, attempt: Attempt) -> Standing | None:
    """Where the item of an attempt stands; None without a verdict.

    Raises:
        StoreError: It cannot be read.
    """
    if attempt.suggested is None or attempt.outcome is None:
        return None
    item = attempt.question_id
    card = session.drills.card(item)
    place = session.bank.places.get(item.partition(POINT_MARK)[0])
    return Standing(
        suggested=attempt.suggested,
        chosen=attempt.chosen,
        due_at=card.due_at if card and interview.scheduled else None,
        lapses=card.lapses if card and session.drills.is_leech(card) else 0,
        path=str(place.path) if place else "",
        suspended=item in session.drills.suspended(),
    )


def standing_paragraphs(
    standing: Standing, item: str, now: datetime, phrases: Phrases, can_rate: bool
) -> Iterator[Paragraph]:
    """The rating, when the item comes again, and the keys that change the rating.

    Args:
        can_rate: The keys work for this verdict.
    """
    line = rating_line(standing.suggested, standing.chosen, standing.due_at, now, phrases)
    yield text(line, "$foreground 80%")
    if can_rate:
        yield _rating_keys(standing.chosen or standing.suggested, phrases)
    if standing.suspended:
        yield text(phrases.suspended.format(item=item), "$text-warning")
    elif standing.lapses:
        yield text(phrases.leech.format(lapses=standing.lapses, path=standing.path), "$text-warning")


def _rating_keys(current: Rating, phrases: Phrases) -> Paragraph:
    """1 again · 2 hard · 3 good · 4 easy, the one that counts in bold; each can be clicked."""
    options = [
        Content.assemble(
            (f"{key} ", "bold $text-accent"),
            (rating_name(rating, phrases), "bold $foreground" if rating is current else "$foreground 60%"),
        ).stylize(Style.from_meta({"@click": f"app.simulate_key('{key}')"}))
        for key, rating in enumerate(RATINGS, 1)
    ]
    return Paragraph(Content(" · ").join(options), Content.styled(f"{phrases.rating_keys}  ", "$foreground 60%"))
