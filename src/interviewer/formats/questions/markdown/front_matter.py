"""What stands above the text between two lines of dashes: title, tags, difficulty, licence."""

from dataclasses import dataclass, field

LONGEST = 300
"""Lines; dashes that are closed later than that are a rule."""

_LISTS = ("tags", "tag", "keywords", "topics", "categories", "category")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The few fields that concern questions.

    Attributes:
        end: How many lines of the file it takes up.
    """

    end: int = 0
    values: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()

    def value(self, *names: str) -> str:
        """The first of these fields that is there, or an empty text."""
        return next((self.values[name] for name in names if self.values.get(name)), "")


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """What stands above the text, and the text."""
    if not text.lstrip("\ufeff").startswith("---"):
        return FrontMatter(), text
    head = text.split("\n", LONGEST + 1)
    if head[0].strip("\ufeff \t") != "---":
        return FrontMatter(), text
    for end, line in enumerate(head[1:LONGEST], start=1):
        if line.rstrip() in ("---", "..."):
            found = _fields(head[1:end])
            return (FrontMatter(end + 1, *found), "\n".join(head[end + 1 :])) if found[0] else (FrontMatter(), text)
    return FrontMatter(), text


def _fields(lines: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    values: dict[str, str] = {}
    tags: list[str] = []
    name = ""
    for line in lines:
        if line[:1].strip() and not line.startswith(("-", "#")) and ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            values[name] = _unquoted(value)
            if name in _LISTS:
                tags += _listed(value)
        elif name in _LISTS and line.lstrip().startswith("- "):
            tags.append(_unquoted(line.lstrip()[2:]))
        elif name and line[:1].isspace() and line.strip() and values[name] in ("", ">", "|", ">-", "|-"):
            values[name] = _unquoted(line)
    return values, tuple(dict.fromkeys(tag for tag in tags if tag))


def _listed(value: str) -> list[str]:
    value = value.strip()
    inner = value[1:-1] if value.startswith("[") and value.endswith("]") else value
    return [_unquoted(tag) for tag in inner.replace("，", ",").split(",")]


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
