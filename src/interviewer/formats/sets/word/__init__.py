"""A set on paper as a Word document, to be changed before it is printed. The home of python-docx."""

from pathlib import Path

from interviewer.formats.sets.file import write_whole
from interviewer.model.question_set import Kit


def write(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the kit as one Word document; nothing is left out.

    Raises:
        UsageError: The file cannot be written.
    """
    from interviewer.formats.sets.word.document import docx

    write_whole(path, docx(kit))
    return ()
