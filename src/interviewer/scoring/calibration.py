"""Anchors: which similarity means which coverage, for every wording.

Raw similarities depend on the encoder, the language and the words; their place between what answers to other
questions reach and what the model answer reaches does not. All it takes is in the bank.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from interviewer.model import Language
from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.matcher import Matcher
from interviewer.scoring.references import Reference, Role
from interviewer.scoring.similarity import Passages, encode_passages
from interviewer.scoring.text import Sentence, sentences

DEFAULT_ANCHORS = (0.0, 0.6, 0.9, 1.0)
"""For a question outside the bank, where there is nothing to compare with: the similarity itself is the coverage."""

COVERED_LEAD, WELL_LEAD = 0.14, 0.35
"""Where "covered" and "well covered" lie between an off-topic answer (0) and the model answer (1): people make a point
in far fewer of the book's words. On answers graded by hand the one finds 5 of 6 points made and credits 1 of 8 not
made, the other is what the better half of the points made reach."""

NARROWEST = 0.2
"""The least distance from off topic to the book, so that no point turns into a coin toss."""

BACKGROUND_QUESTIONS = 8
"""About so many questions, spread evenly over the bank, lend their model answers as off-topic texts."""

OWN_SHARE = 0.5
"""How much of a wording's own deviation goes into its 0; the rest is what its language's wordings share.
On answers graded by hand, all of it told right from wrong points less well than half of it."""

Mask = npt.NDArray[np.bool_]


def default_anchors(matcher: Matcher) -> Vectors:
    """(rows, 4) float32 for the rows of a matcher."""
    return np.tile(np.asarray(DEFAULT_ANCHORS, np.float32), (len(matcher.rows), 1))


def calibrate(encoder: Encoder, matchers: Mapping[str, Matcher]) -> dict[str, Vectors]:
    """(rows, 4) float32 for every matcher: the similarities that mean the coverages of `rubric.SCALE`."""
    anchors = {name: default_anchors(matcher) for name, matcher in matchers.items()}
    for language in Language:
        spoken = {name: _rows_in(matcher, language) for name, matcher in matchers.items()}
        off_topic = _off_topic(encoder, matchers, language)
        shared = np.concatenate(
            [levels[spoken[name]] for name, levels in off_topic.items()] or [np.zeros(1, np.float32)]
        ).mean()
        for name, levels in off_topic.items():
            found = _anchors_at(encoder, matchers[name], language, levels, shared)
            anchors[name][spoken[name]] = found[spoken[name]]
    return anchors


def calibrate_beside(
    encoder: Encoder,
    name: str,
    matcher: Matcher,
    bank: Mapping[str, Sequence[Reference]],
    shared: Mapping[Language, float],
) -> Vectors:
    """(rows, 4) float32 for one question that is new or has changed, as `calibrate` would find them for all at once.

    Args:
        encoder: The encoder.
        name: The question's id.
        matcher: Its matcher.
        bank: The references of all questions, this one among them, in their order.
        shared: What off-topic answers reach with the wordings of each language, on average over the bank.
    """
    anchors = default_anchors(matcher)
    names = list(bank)[:: max(1, len(bank) // BACKGROUND_QUESTIONS)]
    for language in Language:
        texts = {other: found for other in names if (found := _model_answer(bank[other], language))}
        far = _far(list(texts), name) if texts else np.zeros(0, np.bool_)
        spoken = _rows_in(matcher, language)
        if not far.any() or not spoken.any():
            continue
        background = encode_passages(encoder, list(texts.values()))
        levels = np.median(_fits(matcher, background)[:, far], axis=1)
        level = shared.get(language, float(levels[spoken].mean()))
        anchors[spoken] = _anchors_at(encoder, matcher, language, levels, level)[spoken]
    return anchors


def _anchors_at(encoder: Encoder, matcher: Matcher, language: Language, levels: Vectors, shared: float) -> Vectors:
    """(rows, 4): the anchors in one language, from what off-topic answers reach with each row and with all rows."""
    low = OWN_SHARE * levels + (1 - OWN_SHARE) * shared
    high = np.maximum(_by_the_book(encoder, matcher, language), low + NARROWEST)
    leads = np.asarray([0, COVERED_LEAD, WELL_LEAD, 1], np.float32)
    found: Vectors = low[:, None] + leads * (high - low)[:, None]
    return found


def _off_topic(encoder: Encoder, matchers: Mapping[str, Matcher], language: Language) -> dict[str, Vectors]:
    """(rows,) for each question: the median fit of model answers to questions about something else."""
    names = list(matchers)[:: max(1, len(matchers) // BACKGROUND_QUESTIONS)]
    texts = {name: found for name in names if (found := _model_answer(matchers[name].references, language))}
    if not texts:
        return {}
    background = encode_passages(encoder, list(texts.values()))
    levels = {}
    for name, matcher in matchers.items():
        far = _far(list(texts), name)
        if far.any():
            levels[name] = np.median(_fits(matcher, background)[:, far], axis=1)
    return levels


def _by_the_book(encoder: Encoder, matcher: Matcher, language: Language) -> Vectors:
    """(rows,): what the model answer reaches with the best wording of each row's point."""
    model = _model_answer(matcher.references, language)
    if not model:
        return np.full(len(matcher.rows), DEFAULT_ANCHORS[-1], np.float32)
    fits = _fits(matcher, encode_passages(encoder, [model]))[:, 0]
    levels = np.full(len(matcher.rows), DEFAULT_ANCHORS[-1], np.float32)
    for point in np.unique(matcher.points):
        rows = matcher.points == point
        right = rows & ~matcher.claims
        if right.any():
            levels[rows] = fits[right].max()
    return levels


def _far(names: Sequence[str], own: str) -> Mask:
    """(names,) bool: which are of another topic; of another question where there is but one topic."""
    far = np.asarray([_topic(name) != _topic(own) for name in names], np.bool_)
    return far if far.any() else np.asarray([name != own for name in names], np.bool_)


def _topic(name: str) -> str:
    return name.rpartition("/")[0]


def _rows_in(matcher: Matcher, language: Language) -> Mask:
    return np.asarray([row.language is language for row in matcher.rows], np.bool_)


def _fits(matcher: Matcher, passages: Passages) -> Vectors:
    """(rows, passages): how well each passage fits each row."""
    return matcher.fit(passages, matcher.vectors @ passages.windows.T).passages


def _model_answer(references: Sequence[Reference], language: Language) -> tuple[Sentence, ...]:
    """The sentences of the model answer in this language, if there is one."""
    parts = [item.text for item in references if item.role is Role.MODEL and item.language is language]
    return sentences("\n".join(parts))
