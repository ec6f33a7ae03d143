"""The optional judge: does one text follow from another, or contradict it? A compiled cross-encoder, no torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from interviewer.scoring.manifest import FILE, GRAPH, JUDGE, Manifest, read_manifest, verify
from interviewer.scoring.pieces import load_tokenizer
from interviewer.scoring.transformer import open_graph, run_graph

LABELS = ("contradiction", "neutral", "entailment")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a premise makes of a hypothesis: probabilities that add up to 1."""

    contradiction: float
    neutral: float
    entailment: float


class Entailment:
    """The judge. Premise is what the candidate wrote, hypothesis the key point.

    Attributes:
        name: The model's name with its precision and a fingerprint of its files.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self.name = manifest.scorer_name
        self._order = [manifest.labels.index(label) for label in LABELS]
        self._tokenizer = load_tokenizer(folder, manifest.max_tokens)
        self._session = open_graph(folder / GRAPH)
        self._inputs = {item.name for item in self._session.get_inputs()}

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """A verdict for each (premise, hypothesis), in order; a pair's does not depend on its neighbours."""
        return [self._verdict(*pair) for pair in pairs]

    def _verdict(self, premise: str, hypothesis: str) -> Verdict:
        encoding = self._tokenizer.encode(premise, hypothesis)
        (logits,) = run_graph(self._session, self._inputs, encoding.ids, encoding.type_ids)
        odds = np.exp(logits - logits.max(), dtype=np.float64)
        return Verdict(*(odds / odds.sum())[self._order].tolist())


def load_entailment(models_dir: Path) -> Entailment | None:
    """The judge in use, or None where the user has chosen none.

    Raises:
        ModelError: Its files are missing, damaged or cannot be run.
    """
    manifest = find_judge(models_dir)
    if manifest is None:
        return None
    folder = models_dir / JUDGE
    verify(folder, manifest)
    return Entailment(folder, manifest)


def find_judge(models_dir: Path) -> Manifest | None:
    """The description of the judge in use, if there is one.

    Raises:
        ModelError: It is damaged.
    """
    folder = models_dir / JUDGE
    return read_manifest(folder) if (folder / FILE).is_file() else None
