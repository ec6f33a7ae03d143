"""A set on paper as a Word document, to be changed before it is printed. The home of python-docx."""

from pathlib import Path

from interviewer.model.question_set import Kit
from interviewer.whole_file import write_whole


def write(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the kit as one Word document; nothing is left out.

    Raises:
        UsageError: The file cannot be written.
    """
    from interviewer.formats.paper.word.document import docx

    write_whole(path, docx(kit))
    return ()
