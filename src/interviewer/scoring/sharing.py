"""Which questions of a bank seem to share most of their key points, whatever they ask in words."""

from collections.abc import Collection, Sequence

import numpy as np

from interviewer.model import Question
from interviewer.scoring.encoder import Encoder, StaticEncoder, load_static_encoder
from interviewer.scoring.likeness import MOSTLY, Likeness

FEWEST_SHARED = 2
"""Two questions share their points from so many on: a single one is found in many."""

BLOCK = 100
"""So many questions are compared with the whole bank at a time."""


def sharing(encoder: Encoder, questions: Sequence[Question], looked_at: Collection[str]) -> dict[str, list[str]]:
    """For some questions the ids of those that seem to share most of their points; nothing for those without points.

    Args:
        encoder: The built-in one; where it is another, the built-in one is loaded.
        questions: All that are compared.
        looked_at: The ids of the some.
    """
    pointed = [question for question in questions if question.key_points]
    likeness = Likeness(encoder if isinstance(encoder, StaticEncoder) else load_static_encoder(), pointed)
    everything = np.arange(len(pointed))
    sizes = np.array([len(question.key_points) for question in pointed])
    wanted = np.array([at for at in range(len(pointed)) if pointed[at].id in looked_at], np.intp)
    found: dict[str, list[str]] = {}
    for start in range(0, len(wanted), BLOCK):
        block = wanted[start : start + BLOCK]
        shares = likeness.shared_points(block, everything)
        is_shared = (shares > MOSTLY) & (shares * np.minimum(sizes[block][:, None], sizes) >= FEWEST_SHARED)
        is_shared &= block[:, None] != everything
        for at, row in zip(block.tolist(), is_shared, strict=True):
            found[pointed[at].id] = [pointed[other].id for other in np.flatnonzero(row).tolist()]
    return found
