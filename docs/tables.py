"""Writes the measured tables into docs/scoring.md, each between its own markers: `make tables`."""

import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.scoring import cheap_table, test_contradictions

from interviewer.bank import builtin_directory, load_bank
from interviewer.scoring import Scorer, load_scorer

TARGET = Path(__file__).with_name("scoring.md")

TABLES: Mapping[str, Callable[[Scorer], str]] = {
    "cheap answers": cheap_table.as_markdown,
    "contradictions": test_contradictions.as_markdown,
}
"""The name in the marker, and what stands behind it."""


def filled(text: str, scorer: Scorer) -> str:
    """The text with every table as it is measured now.

    Raises:
        ValueError: A table has no place in the text.
    """
    for name, make in TABLES.items():
        place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"There is no place for the table {name!r}.")
        table = make(scorer)
        text = place.sub(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", text)  # type: ignore[misc]
    return text


def main() -> None:
    """Measures with the built-in bank and rewrites the file."""
    with tempfile.TemporaryDirectory() as folder:
        scorer = load_scorer(load_bank([builtin_directory()]).questions, Path(folder))
        TARGET.write_text(filled(TARGET.read_text(encoding="utf-8"), scorer), encoding="utf-8")
    print(f"wrote {TARGET.name}")


if __name__ == "__main__":
    main()
