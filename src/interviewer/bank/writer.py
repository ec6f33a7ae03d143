"""One question -> the YAML file that `reader` reads back as the same question."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from interviewer.model import KeyPoint, Language, Localized, Question, Wordings

_UNUSUAL = re.compile(r"[^\S\n \u3000]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
"""Breaks and blanks that YAML, or a program on the way, would take for others: they are written as escapes."""


class _Dumper(yaml.SafeDumper):
    """Block style, texts of several lines as they stand, lists indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if _UNUSUAL.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def question_yaml(question: Question) -> str:
    """The question as the content of a question file; what has its usual value is left out."""
    return yaml_text(question_fields(question))


def yaml_text(fields: Mapping[str, Any]) -> str:
    """Mappings, lists and values as YAML in which every text is read back as it is."""
    text: str = yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def question_fields(question: Question) -> dict[str, Any]:
    """The content of a question file, as mappings, lists and values; what has its usual value is left out."""
    fields = {
        "id": question.id,
        "draft": question.draft,
        "difficulty": question.difficulty.value,
        "minutes": _number(question.minutes),
        "tags": list(question.tags),
        "question": _localized(question.text),
        "key_points": [_point(point) for point in question.key_points],
        "any_of": [{"points": list(group.points), "need": group.need} for group in question.any_of],
        "model_answer": _localized(question.model_answer),
        "sources": list(question.sources),
        "licence": question.licence,
    }
    return _without_empty(fields)


def _point(point: KeyPoint) -> dict[str, Any]:
    fields = {
        "id": point.id,
        "weight": None if point.weight == 1 else _number(point.weight),
        "required": point.required,
        "text": _localized(point.text),
        "accept": _wordings(point.accept),
        "contradicts": _wordings(point.contradicts),
        "probe": _localized(point.probe),
    }
    return _without_empty(fields)


def _localized(text: Localized) -> dict[str, str]:
    return {language.value: text[language] for language in text.languages}


def _wordings(wordings: Wordings) -> dict[str, list[str]]:
    return {language.value: list(texts) for language in Language if (texts := wordings.get(language))}


def _number(value: float) -> int | float | str:
    """The number as `reader` knows them: without an exponent."""
    if float(value).is_integer():
        return int(value)
    return value if "e" not in repr(value) else f"{Decimal(repr(value)):f}"


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
