"""The questions of a set as one YAML file, a document for each; a bank takes them apart again."""

from pathlib import Path

from interviewer.formats.sets.losses import always_whole
from interviewer.model.question_set import Kit
from interviewer.whole_file import write_whole


def write_documents(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the questions with all that they have, in all their languages; returns what is not in the file.

    Raises:
        UsageError: The file cannot be written.
    """
    from interviewer.bank.writer import question_yaml

    write_whole(path, "---\n".join(map(question_yaml, kit.questions)))
    return always_whole(kit, "a file of questions")
