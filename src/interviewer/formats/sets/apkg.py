"""A question set as a deck for Anki, with the notes that the practice deck has."""

from datetime import UTC, datetime
from pathlib import Path

from interviewer.formats.anki import write_set
from interviewer.formats.sets.losses import always_whole
from interviewer.model.question_set import Kit, Part

ONE_OF_THE_PAST = datetime(2026, 1, 1, tzinfo=UTC)
"""When notes were changed that do not say it: where Anki has a newer one, that stays."""


def write_apkg(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the set as an .apkg; returns what a deck does not hold.

    Raises:
        UsageError: The file cannot be written.
    """
    language = kit.languages[0] if len(set(kit.languages)) == 1 else None
    write_set(path, kit.name, kit.questions, language, kit.made_at or ONE_OF_THE_PAST)
    cards = (
        "A card shows key points, model answer and sources, but neither accepted wordings, warning signs nor probes."
    )
    return (*always_whole(kit, "a deck"), *([cards] if Part.KEY in kit.parts else []))
