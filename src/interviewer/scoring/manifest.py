"""What is known about a compiled model: the small `model.json` beside its files."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from interviewer.errors import ModelError

FILE = "model.json"
TOKENIZER, GRAPH, TABLE = "tokenizer.json", "model.onnx", "table.npy"

JUDGE = "judge"
"""The folder of the judge, beside those of the encoders."""

FORMAT = 1
"""Of the files as a whole; a model in another format has to be added again."""


class Kind(StrEnum):
    """How a model's files are run."""

    STATIC = "static"
    TRANSFORMER = "transformer"
    JUDGE = "judge"


class Precision(StrEnum):
    """What a model's numbers are kept as; a static table is always float16 or float32."""

    INT8 = "int8"
    FLOAT16 = "float16"
    FLOAT32 = "float32"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A compiled model.

    Attributes:
        name: What the user calls it, and its folder.
        kind: How it is run.
        source: The hub's name for it, or the folder it came from.
        precision: Of its weights.
        dim: Of its vectors; 0 for a judge.
        layers: What follows the transformer, in words: pooling, dense layers, normalisation.
        prompt: What stands before every text.
        max_tokens: Longer texts are cut there.
        labels: For a judge, what its outputs mean, in order.
        agreement, worst: Mean and least agreement with the original on the bank's texts, at most 1.
        made_at: ISO 8601, UTC.
        size: Bytes of all files.
        files: SHA-256 of every file by its name.
    """

    name: str
    kind: Kind
    source: str
    precision: Precision
    dim: int
    layers: tuple[str, ...] = ()
    prompt: str = ""
    max_tokens: int = 0
    labels: tuple[str, ...] = ()
    agreement: float = 1.0
    worst: float = 1.0
    made_at: str = ""
    size: int = 0
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Eight characters that no other files have: scores of different vectors are never averaged."""
        content = json.dumps([dict(sorted(self.files.items())), self.prompt, self.max_tokens, self.labels])
        return hashlib.sha256(content.encode()).hexdigest()[:8]

    @property
    def scorer_name(self) -> str:
        """Identifies the vectors in caches and scores."""
        return f"{self.name}-{self.precision}-{self.fingerprint}"


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Puts the manifest beside the files that it describes."""
    content = {"format": FORMAT, **asdict(manifest)}
    (folder / FILE).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder with a compiled model.

    Raises:
        ModelError: It cannot be read, or is not one of ours.
    """
    path = folder / FILE
    remedy = _remedy(folder.name)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("format") != FORMAT:
            raise ModelError(f"{path} is of another version of the program.", remedy)
        content["kind"], content["precision"] = Kind(content["kind"]), Precision(content["precision"])
        content["layers"], content["labels"] = tuple(content["layers"]), tuple(content["labels"])
        return Manifest(**content)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}.", remedy) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path} does not describe a model.", remedy) from error


def seal(folder: Path) -> tuple[dict[str, str], int]:
    """SHA-256 of every file but the manifest, and their bytes together."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name != FILE)
    return {path.name: file_digest(path) for path in paths}, sum(path.stat().st_size for path in paths)


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(folder: Path, manifest: Manifest) -> None:
    """Checks that the files are the ones that were compiled; other bytes would give other scores under the same name.

    Raises:
        ModelError: One is missing, cannot be read, or is another one.
    """
    remedy = _remedy(folder.name)
    for name, digest in manifest.files.items():
        path = folder / name
        try:
            found = file_digest(path)
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}.", remedy) from error
        if found != digest:
            raise ModelError(f"{path} is not the file that was compiled (its SHA-256 differs).", remedy)


def _remedy(name: str) -> str:
    if name == JUDGE:
        return "Take it out with `interviewer model judge --none`, or compile it again."
    return f"Remove it with `interviewer model remove {name}`, then add the model again."
