"""Compiled models as encoders: a transformer on onnxruntime, a static table on numpy. No torch."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.errors import ModelError
from interviewer.scoring.encoder import Tokens, Vectors
from interviewer.scoring.manifest import GRAPH, TABLE, Kind, Manifest
from interviewer.scoring.pieces import Pieces
from interviewer.scoring.text import Phrase

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from interviewer.scoring.encoder import Encoder

REMEMBERED = 512
"""Phrases whose vectors are kept: those of one question, which loading it asks for twice; about 15 MB."""

Weight = Callable[[str], float]


class OnnxEncoder:
    """A transformer with its pooling and whatever follows it, in one graph.

    Phrases run one by one, not in a padded batch. On one core that costs a quarter more (1.9 instead of 1.6 ms a
    phrase for all-MiniLM-L6-v2 in int8) and buys two things: a phrase has the same vectors whatever stands beside
    it, so that a sentence more in an answer changes no other sentence's match; and int8 stays nearer to the original,
    because its scale is that of the phrase and not that of the batch (least cosine .973 instead of .960).
    """

    def __init__(self, folder: Path, manifest: Manifest, weight: Weight) -> None:
        self.manifest = manifest
        self.pieces = Pieces(folder, manifest, special=True, weight=weight)
        self.weight = weight
        self._session = open_graph(folder / GRAPH)
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._encode)

    @property
    def name(self) -> str:
        """The model's name with its precision and a fingerprint of its files."""
        return self.manifest.scorer_name

    def encode(self, phrases: Sequence[Phrase]) -> list[Tokens]:
        """Each phrase's last hidden states and its pooled vector; zeros where no piece of a word is known."""
        return [self._remembered(phrase) for phrase in phrases]

    def _encode(self, phrase: Phrase) -> Tokens:
        cut = self.pieces.cut(phrase)
        hidden, whole = run_graph(self._session, self._inputs, cut.ids, cut.type_ids)
        width = max(hidden.shape[1], len(whole))
        known = whole if len(cut.kept) else np.zeros_like(whole)
        return Tokens(_widened(hidden[cut.kept], width), cut.weights, cut.words, _widened(known[None], width)[0])


class TableEncoder:
    """A static model: one vector per piece of its own vocabulary, whatever stands around it."""

    def __init__(self, folder: Path, manifest: Manifest, weight: Weight) -> None:
        self.manifest = manifest
        self.pieces = Pieces(folder, manifest, special=False, weight=weight)
        self.weight = weight
        self._table: Vectors = np.load(folder / TABLE, mmap_mode="r")

    @property
    def name(self) -> str:
        """The model's name with a fingerprint of its files."""
        return self.manifest.scorer_name

    def encode(self, phrases: Sequence[Phrase]) -> list[Tokens]:
        """Each phrase's pieces, and their mean as the original takes it, punctuation and prompt included."""
        return [self._encode(phrase) for phrase in phrases]

    def _encode(self, phrase: Phrase) -> Tokens:
        cut = self.pieces.cut(phrase)
        vectors = self._table[np.asarray(cut.ids, np.intp)].astype(np.float32)
        whole = vectors.mean(axis=0) if len(cut.kept) else np.zeros(self._table.shape[1], np.float32)
        return Tokens(vectors[cut.kept], cut.weights, cut.words, whole)


def open_model(folder: Path, manifest: Manifest, weight: Weight) -> "Encoder":
    """The encoder in a folder of compiled files, which must be those that the manifest names.

    Raises:
        ModelError: The runtime cannot carry out the model's graph.
    """
    if manifest.kind is Kind.STATIC:
        return TableEncoder(folder, manifest, weight)
    return OnnxEncoder(folder, manifest, weight)


def open_graph(path: Path) -> "InferenceSession":
    """An ONNX graph, ready to run on one thread: answers are short, and another thread costs more than it brings.

    Raises:
        ModelError: The runtime cannot carry it out.
    """
    import onnxruntime
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph
    from onnxruntime.capi.onnxruntime_pybind11_state import NotImplemented as Unknown

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what goes wrong is an exception; the rest would land in the middle of the screen
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidGraph, Unknown) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(f"onnxruntime cannot carry out {path}: {reason}", "Another release of it may.") from error


def run_graph(session: "InferenceSession", inputs: set[str], ids: Sequence[int], type_ids: Sequence[int]) -> list[Any]:
    """The graph's outputs for one text, without the batch's dimension."""
    given = {
        "input_ids": np.asarray([ids], np.int64),
        "attention_mask": np.ones((1, len(ids)), np.int64),
        "token_type_ids": np.asarray([type_ids], np.int64),
    }
    outputs = session.run(None, {name: value for name, value in given.items() if name in inputs})
    return [output[0] for output in outputs]


def _widened(vectors: Vectors, width: int) -> Vectors:
    """The rows filled up with zeros, which changes no cosine: pieces and wholes must be equally long."""
    return np.pad(vectors, ((0, 0), (0, width - vectors.shape[1]))).astype(np.float32)
