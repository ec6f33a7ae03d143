"""Question sets as YAML files."""

from pathlib import Path

import yaml

from interviewer.errors import UsageError
from interviewer.model import Language
from interviewer.model.question_set import QuestionSet

HINT = "`interviewer set new` writes such files."


def read_set(path: Path) -> QuestionSet:
    """The set in a file; whether the bank has its questions is not looked at.

    Raises:
        UsageError: The file cannot be read, or is no question set.
    """
    try:
        fields = yaml.load(path.read_text(encoding="utf-8-sig"), yaml.BaseLoader)
    except OSError as error:
        raise UsageError(f"The question set {path} cannot be read: {error.strerror}.", HINT) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} is not YAML: {error}.", HINT) from error
    ids = fields.get("questions") if isinstance(fields, dict) else None
    if not isinstance(ids, list) or not ids or not all(isinstance(name, str) for name in ids):
        raise UsageError(f"{path} is no question set: there is no list `questions`.", HINT)
    spoken = fields.get("language")
    language = Language(spoken) if spoken in tuple(Language) else None
    return QuestionSet(str(fields.get("name") or path.stem), tuple(ids), language)
