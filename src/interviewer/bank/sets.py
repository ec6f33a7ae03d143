"""The file of a question set <-> the set."""

from pathlib import Path

from interviewer.errors import UsageError
from interviewer.model.question import Language
from interviewer.model.question_set import QuestionSet


def read_set(path: Path) -> QuestionSet:
    """The set in this file.

    Raises:
        UsageError: It cannot be read, or is no question set.
    """
    import yaml

    try:
        found = yaml.load(path.read_text(encoding="utf-8-sig"), yaml.BaseLoader)
    except OSError as error:
        raise UsageError(f"The set {path} cannot be read: {error.strerror}.", "Give another file.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not a question set: {error}.", "`interviewer set new` makes one.") from error
    fields = found if isinstance(found, dict) else {"questions": found}
    questions = fields.get("questions")
    if not isinstance(questions, list) or not questions:
        raise UsageError(f"{path} names no questions.", "List their ids below `questions:`.")
    ids = tuple(each["id"] if isinstance(each, dict) else each for each in questions)
    language = Language(fields["language"]) if fields.get("language") else None
    return QuestionSet(fields.get("name") or path.stem, ids, language)
