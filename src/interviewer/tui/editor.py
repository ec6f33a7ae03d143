"""A text in the candidate's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


def edited(draft: str, environ: Mapping[str, str] = os.environ) -> str:
    """The draft as it comes back from $VISUAL, $EDITOR or vi, which has the terminal meanwhile.

    Raises:
        OSError: There is no such editor, or no room for the file.
        subprocess.CalledProcessError: The editor failed; the draft stands.
    """
    command = shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="interviewer-") as folder:
        path = Path(folder) / "answer.txt"
        path.write_text(draft, encoding="utf-8")
        subprocess.run([*command, str(path)], check=True)
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
