"""Does what was compiled agree with the original? Only files that do are kept, and it is written down how well."""

import contextlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from interviewer.errors import ModelError
from interviewer.model import Question
from interviewer.scoring.encoder import Vectors, load_static_encoder
from interviewer.scoring.entailment import Entailment
from interviewer.scoring.manifest import GRAPH, Kind, Manifest, Precision, seal, write_manifest
from interviewer.scoring.similarity import unit
from interviewer.scoring.text import phrase
from interviewer.scoring.transformer import open_model

T = TypeVar("T")

OTHER_MODEL = "docs/models.md names models that are known to work."

LEAST_AGREEMENT = {Precision.FLOAT32: 0.99, Precision.FLOAT16: 0.99, Precision.INT8: 0.97}
"""The least mean cosine of the bank's texts with the original's vectors. For a judge it is 1 less the mean distance of
the probabilities (half the sum of the absolute differences)."""

WORST_SLACK = 0.02
"""No text may agree less than this below the bound: a mean can hide a few that have nothing to do with the original."""

SAMPLE = 400
"""So many texts, evenly spread over the bank, stand for all: the mean over 2,100 is the same to three digits."""

Compare = Callable[[Manifest], Vectors]
"""The agreement of each text, once the manifest lies beside its files."""


def settle(manifest: Manifest, wanted: Precision, folder: Path, compare: Compare) -> Manifest:
    """Keeps the files of the wanted precision where they agree with the original, else the exact ones.

    Raises:
        ModelError: Neither do.
    """
    if manifest.kind is Kind.STATIC:
        return _sealed(manifest, folder, compare)
    exact = folder / Precision.FLOAT32
    if wanted is Precision.INT8:
        with contextlib.suppress(_Disagreement):
            _quantise(exact / GRAPH, folder / GRAPH)
            return _sealed(replace(manifest, precision=Precision.INT8), folder, compare)
    for path in exact.iterdir():
        path.replace(folder / path.name)
    exact.rmdir()
    return _sealed(manifest, folder, compare)


class _Disagreement(ModelError):
    """What was compiled is not the original."""


def _sealed(manifest: Manifest, folder: Path, compare: Compare) -> Manifest:
    """The manifest with agreement and hashes, written.

    Raises:
        ModelError: The files do not agree with the original.
    """
    found = compare(manifest)
    bound, mean, worst = LEAST_AGREEMENT[manifest.precision], float(found.mean()), float(found.min())
    least = bound - WORST_SLACK
    if mean < bound or worst < least:
        raise _Disagreement(
            f"Compiled to {manifest.precision}, {manifest.source} does not agree with the original: on the bank's "
            f"texts {mean:.3f} on average and {worst:.3f} at worst, where {bound:g} and {least:g} are needed.",
            OTHER_MODEL,
        )
    shutil.rmtree(folder / Precision.FLOAT32, ignore_errors=True)
    files, size = seal(folder)
    made = replace(manifest, agreement=round(mean, 5), worst=round(worst, 5), files=files, size=size)
    write_manifest(made, folder)
    return made


def _quantise(exact: Path, target: Path) -> None:
    """Writes the graph with int8 weights, a scale for each column; activations get theirs while running.

    One scale for a whole matrix costs all-MiniLM-L6-v2 .05 of its cosine (.942 instead of .991) and gains nothing.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(exact, target, per_channel=True, weight_type=QuantType.QInt8)


def sample(texts: Sequence[T]) -> list[T]:
    """At most SAMPLE of the texts, evenly spread."""
    step = max(1, -(-len(texts) // SAMPLE))
    return list(texts[::step])


def judged_pairs(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """(premise, hypothesis): what earns and what contradicts each key point, with the key point."""
    return [
        (text, point.text[language])
        for question in questions
        for point in question.key_points
        for language in point.text.languages
        for text in (*point.accept.get(language, ()), *point.contradicts.get(language, ()))
    ]


def cosines(made: Manifest, folder: Path, texts: Sequence[str], expected: Vectors) -> Vectors:
    """(texts,): how near the compiled vectors are to the original's; texts without a known word are passed over."""
    encoder = open_model(folder, made, load_static_encoder().weight)
    found = np.stack([tokens.whole for tokens in encoder.encode([phrase(text) for text in texts])])
    nearness = np.einsum("ij,ij->i", unit(found[:, : expected.shape[1]]), unit(expected))
    known = np.any(found, axis=1)
    agreed: Vectors = nearness[known] if known.any() else nearness
    return agreed


def overlaps(made: Manifest, folder: Path, pairs: Sequence[tuple[str, str]], expected: Vectors) -> Vectors:
    """(pairs,): how much of the probability lies where the original puts it."""
    verdicts = Entailment(folder, made).judge(pairs)
    found = np.asarray([[verdict.contradiction, verdict.neutral, verdict.entailment] for verdict in verdicts])
    shared: Vectors = 1 - np.abs(found - expected).sum(axis=1) / 2
    return shared
