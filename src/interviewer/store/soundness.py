"""Whether values from elsewhere are such as this program writes."""

from datetime import datetime, timedelta

from interviewer.model import Attempt


def check_attempt(attempt: Attempt) -> None:
    """Refuses what the program would stumble over later.

    Raises:
        ValueError: A moment is not in UTC, or a figure is out of its range.
    """
    moments = [attempt.started_at, *(message.sent_at for message in attempt.messages)]
    check_moments(*moments, *([attempt.reviewed_at] if attempt.reviewed_at else []))
    shares = [attempt.score.overall, *(match.coverage for match in attempt.score.matches)] if attempt.score else []
    if attempt.elapsed_s < 0 or not all(0 <= share <= 1 for share in shares):
        raise ValueError(f"a figure of attempt {attempt.id} is out of range")


def check_moments(*moments: datetime) -> None:
    """Refuses moments that cannot be compared with ours.

    Raises:
        ValueError: One is not in UTC.
    """
    for moment in moments:
        if moment.utcoffset() != timedelta(0):
            raise ValueError(f"{moment.isoformat()} is not in UTC")
