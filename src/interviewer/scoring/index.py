"""The FAISS index over every reference text of a bank, with the anchors, cached on disk. The home of faiss.

A flat inner-product index over unit vectors, one contiguous block of ids per question: scoring searches one
block, finding the question an answer belongs to searches them all.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from interviewer.cache import keep
from interviewer.model import Language
from interviewer.scoring.encoder import Vectors
from interviewer.scoring.references import Reference, Role


@dataclass(frozen=True, slots=True)
class Built:
    """What the cache keeps.

    Attributes:
        vectors: (references, d) float32 unit vectors, in the order of the blocks.
        anchors: (references, 4) float32, the similarities that mean the coverages of the rubric's scale.
    """

    vectors: Vectors
    anchors: Vectors


class ReferenceIndex:
    """Every reference vector, searchable by question or all together."""

    def __init__(self, blocks: Mapping[str, Sequence[Reference]], built: Built) -> None:
        self._anchors = built.anchors
        self._index = faiss.IndexFlatIP(built.vectors.shape[1])
        self._index.add(built.vectors)
        self._blocks: dict[str, range] = {}
        self._owners: list[str] = []
        for question_id, block in blocks.items():
            start = len(self._owners)
            self._owners.extend([question_id] * len(block))
            self._blocks[question_id] = range(start, start + len(block))

    def off_topic(self, blocks: Mapping[str, Sequence[Reference]]) -> dict[Language, float]:
        """What off-topic answers reach with the wordings of these questions, on average, for each language."""
        levels: dict[Language, list[float]] = {}
        for name, block in blocks.items():
            for reference, level in zip(block, self.anchors(name)[:, 0].tolist(), strict=True):
                if reference.role in {Role.POINT, Role.CLAIM} and level:
                    levels.setdefault(reference.language, []).append(level)
        return {language: sum(found) / len(found) for language, found in levels.items()}

    def replaced(self, name: str, blocks: Mapping[str, Sequence[Reference]], built: Built) -> "ReferenceIndex":
        """An index of these blocks; all but the one of that name are here already.

        Args:
            name: A question's id, new or not.
            blocks: The references of each question.
            built: The vectors and anchors of that one question.
        """
        parts = [built if other == name else Built(self.vectors(other), self.anchors(other)) for other in blocks]
        return ReferenceIndex(
            blocks, Built(np.concatenate([p.vectors for p in parts]), np.concatenate([p.anchors for p in parts]))
        )

    def anchors(self, question_id: str) -> Vectors:
        """(references, 4) float32: the anchors of one question."""
        block = self._blocks[question_id]
        return self._anchors[block.start : block.stop]

    def vectors(self, question_id: str) -> Vectors:
        """(references, d) unit vectors of one question."""
        block = self._blocks[question_id]
        vectors: Vectors = self._index.reconstruct_n(block.start, len(block))
        return vectors

    def cosines(self, question_id: str, windows: Vectors) -> Vectors:
        """(references, windows): how near every window is to every reference of one question."""
        block = self._blocks[question_id]
        within = _within(faiss.IDSelectorRange(block.start, block.stop))
        found, ids = self._index.search(windows, len(block), params=within)
        cosines = np.zeros((len(block), len(windows)), np.float32)
        cosines[ids - block.start, np.arange(len(windows))[:, None]] = found
        return cosines

    def nearest_elsewhere(self, question_id: str, windows: Vectors) -> tuple[Vectors, list[str]]:
        """(windows,) the best cosine with a reference of another question, and whose it is."""
        block = self._blocks[question_id]
        if len(block) == self._index.ntotal:
            return np.full(len(windows), -1, np.float32), [""] * len(windows)
        own = faiss.IDSelectorRange(block.start, block.stop)  # kept: the negation only points to it
        others = _within(faiss.IDSelectorNot(own))
        found, ids = self._index.search(windows, 1, params=others)
        return found[:, 0], [self._owners[number] for number in ids[:, 0].tolist()]

    def nearest_questions(self, windows: Vectors, neighbours: int) -> list[str]:
        """The questions that own the windows' nearest references, most often and nearest first."""
        found, ids = self._index.search(windows, min(neighbours, self._index.ntotal))
        votes: dict[str, float] = {}
        for cosine, number in zip(found.ravel().tolist(), ids.ravel().tolist(), strict=True):
            owner = self._owners[number]
            votes[owner] = votes.get(owner, 0.0) + cosine
        return sorted(votes, key=lambda owner: (-votes[owner], owner))


class QuestionIndex:
    """One vector for each question, to find those that are about the same."""

    def __init__(self, vectors: Vectors) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def nearest(self, vectors: Vectors, count: int) -> tuple[Vectors, npt.NDArray[np.int64]]:
        """(n, at most count) the products with the nearest questions, the nearest first, and their numbers."""
        count = min(count, self._index.ntotal)
        if not count:
            return np.zeros((len(vectors), 0), np.float32), np.zeros((len(vectors), 0), np.int64)
        found: tuple[Vectors, npt.NDArray[np.int64]] = self._index.search(vectors, count)
        return found


def _within(selector: faiss.IDSelector) -> faiss.SearchParameters:
    """Search parameters that look at the selected ids only."""
    parameters = faiss.SearchParameters()
    parameters.sel = selector
    return parameters


def open_index(
    blocks: Mapping[str, Sequence[Reference]], recipe: str, cache_dir: Path, build: Callable[[], Built]
) -> ReferenceIndex:
    """The index of these references: from the cache where it fits them, else built and cached.

    A cache that is damaged, foreign or cannot be written costs time, never an error.

    Args:
        blocks: The references of each question.
        recipe: Whatever else the content depends on: encoder and scoring version.
        cache_dir: Where the cache is; made when missing.
        build: Computes the content.
    """
    key = _key(blocks, recipe)
    path = cache_dir / f"references-{key[:16]}.npz"
    built = _read(path, key, sum(len(block) for block in blocks.values()))
    if built is None:
        built = build()
        _write(path, key, built)
    return ReferenceIndex(blocks, built)


def _key(blocks: Mapping[str, Sequence[Reference]], recipe: str) -> str:
    content = [
        recipe,
        [[name, [[r.text, r.role, r.language, r.point] for r in block]] for name, block in blocks.items()],
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _read(path: Path, key: str, count: int) -> Built | None:
    """The cached content, or None where it is missing, damaged or for something else."""
    try:
        with np.load(path, allow_pickle=False) as cached:
            if str(cached["key"]) != key:
                return None
            built = Built(cached["vectors"], cached["anchors"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    sound = built.vectors.ndim == 2 and built.vectors.dtype == np.float32 and built.anchors.shape == (count, 4)
    sound = sound and len(built.vectors) == count
    return built if sound else None


def _write(path: Path, key: str, built: Built) -> None:
    content = io.BytesIO()
    np.savez(content, key=np.array(key), vectors=built.vectors, anchors=built.anchors)
    keep(path, content.getvalue())
