"""Of many texts those that say most of what all of them say."""

from collections.abc import Sequence

import numpy as np

from interviewer.scoring.encoder import Encoder
from interviewer.scoring.similarity import encode_texts


def central(encoder: Encoder, texts: Sequence[str], most: int) -> list[int]:
    """The places of the `most` texts that are nearest to the mean of all, in ascending order."""
    vectors = encode_texts(encoder, texts)
    nearness = vectors @ vectors.mean(axis=0)
    return sorted(np.argsort(-nearness, kind="stable")[:most].tolist())
