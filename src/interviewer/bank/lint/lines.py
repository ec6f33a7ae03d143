"""Where in a question file something is written: read again only for files with findings."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from interviewer.bank.lint.rule import Spot

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def spot_lines(path: Path) -> Mapping[Spot, int]:
    """The line of every key and of every item of a list; nothing where the file can be read no longer."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), _Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    return dict(_walk(root, ())) if root else {}


def line_of(lines: Mapping[Spot, int], spot: Spot) -> int:
    """The line of a spot, or of the nearest thing around it that is written down; 1 where nothing is."""
    while spot and spot not in lines:
        spot = spot[:-1]
    return lines.get(spot, 1)


def _walk(node: yaml.Node, spot: Spot) -> Iterator[tuple[Spot, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*spot, str(key.value))
            yield inner, key.start_mark.line + 1
            yield from _walk(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            inner = (*spot, _name(item) if spot == ("key_points",) else str(number))
            yield inner, item.start_mark.line + 1
            yield from _walk(item, inner)


def _name(point: yaml.Node) -> str:
    """The id of a key point."""
    fields = point.value if isinstance(point, yaml.MappingNode) else []
    return next((str(value.value) for key, value in fields if key.value == "id"), "")
