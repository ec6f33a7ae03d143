"""A debrief as a file in the current directory."""

from pathlib import Path

from interviewer.model import Debrief, Language


def write_debrief(debrief: Debrief, language: Language) -> Path:
    """Writes a file of its own, never over another one; returns where.

    Raises:
        OSError: It cannot be written.
    """
    from interviewer.formats.markdown import debrief_markdown

    page = debrief_markdown(debrief, language)
    stem = f"debrief-{debrief.interview.started_at.astimezone():%Y%m%d-%H%M}"
    number = 1
    while True:
        path = Path.cwd() / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(page)
        except FileExistsError:
            number += 1
        else:
            return path
