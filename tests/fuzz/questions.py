"""Lets atheris look for bytes that break a reader: `python -m tests.fuzz.questions gift -max_total_time=60`.

The first argument is the format (apkg, moodle, yaml, gift, csv), the rest is libFuzzer's.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["interviewer.formats"]):
    from interviewer.errors import UsageError
    from interviewer.formats.questions import FORMATS
    from interviewer.model.draft import Taking


def main() -> None:
    """Fuzzes the reader that the first argument names."""
    reader = next(known for known in FORMATS if known.name == sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.bin"

        def read(content: bytes) -> None:
            path.write_bytes(content)
            reader.recognises(path, content[:512])
            try:
                reader.read(path, Taking())
            except UsageError:
                return

        atheris.Setup([sys.argv[0], *sys.argv[2:]], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
