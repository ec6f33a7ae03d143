"""The JSON Schema of a question file, for editors and for people who write banks by hand."""

from importlib.resources import files


def schema_text() -> str:
    """The schema as JSON text; every file that `load_bank` takes is valid under it."""
    return (files("interviewer.bank") / "question.schema.json").read_text(encoding="utf-8")
