"""Feeds Markdown readers with what a fuzzer thinks of: `python -m tests.fuzz.markdown -max_total_time=60`.

Further arguments are libFuzzer's; a folder is a corpus.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["interviewer.formats.questions"]):
    from interviewer.formats.questions.markdown import parse
    from interviewer.formats.questions.pairs import join
    from interviewer.model.draft import Taking

from tests.fuzz.fragments import FRAGMENTS

NAMES = ("list.md", "zh-CN.mdx", "notes.txt")


def read_anything(content: bytes) -> None:
    """Reads a text made from the bytes, and joins it with its other half; whatever is raised is a bug."""
    data = atheris.FuzzedDataProvider(content)
    name = NAMES[data.ConsumeIntInRange(0, len(NAMES) - 1)]
    pieces = [FRAGMENTS[data.ConsumeIntInRange(0, len(FRAGMENTS) - 1)] for _ in range(data.ConsumeIntInRange(0, 80))]
    text = "".join(pieces) + data.ConsumeUnicodeNoSurrogates(data.remaining_bytes())
    whole = parse(text, Path(name), Taking())
    half = parse(text[: len(text) // 2], Path(name), Taking())
    assert len(join(whole, half).drafts) >= len(whole.drafts)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_anything)
    atheris.Fuzz()
