"""A model's own tokenizer, with every piece laid to the word it belongs to. The home of tokenizers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from interviewer.scoring.manifest import TOKENIZER, Manifest
from interviewer.scoring.text import Phrase, is_han

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Cut:
    """A phrase as the model reads it, special pieces and prompt included.

    Attributes:
        ids, type_ids: (n,) as the model takes them.
        kept: (k,) the places of the pieces that belong to a word; without prompt, punctuation and unknown pieces.
        words: (k,) the number of each one's word, never falling.
        weights: (k,) float32, how much each one tells.
    """

    ids: Sequence[int]
    type_ids: Sequence[int]
    kept: Numbers
    words: Numbers
    weights: npt.NDArray[np.float32]


class Pieces:
    """Cuts phrases; weights come from the built-in table, so that they mean the same with every model."""

    def __init__(self, folder: Path, manifest: Manifest, special: bool, weight: Callable[[str], float]) -> None:
        self._tokenizer = load_tokenizer(folder, manifest.max_tokens)
        self._unknown = _unknown_id(self._tokenizer)
        self._prompt = manifest.prompt
        self._special = special
        self._weight = weight

    def cut(self, phrase: Phrase) -> Cut:
        """The phrase in pieces, up to the model's length."""
        encoding = self._tokenizer.encode(self._prompt + phrase.text, add_special_tokens=self._special)
        spans = word_spans(phrase)
        kept: list[int] = []
        owners: list[int] = []
        weights: list[float] = []
        for place, (start, end) in enumerate(encoding.offsets):
            first, last = start - len(self._prompt), end - len(self._prompt)
            owner = _owner(spans, max(first, 0), last, owners[-1] if owners else 0)
            if owner is None or encoding.ids[place] == self._unknown or encoding.special_tokens_mask[place]:
                continue
            kept.append(place)
            owners.append(owner)
            word = phrase.words[owner]
            weights.append(self._weight(phrase.text[max(first, 0) : last].strip() if is_han(word) else word))
        return Cut(
            encoding.ids,
            encoding.type_ids,
            np.asarray(kept, np.intp),
            np.asarray(owners, np.intp),
            np.asarray(weights, np.float32),
        )


def load_tokenizer(folder: Path, max_tokens: int) -> "Tokenizer":
    """The tokenizer of a compiled model, cutting at `max_tokens` where that is not 0, without padding."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    if max_tokens:
        tokenizer.enable_truncation(max_tokens)
    return tokenizer


def word_spans(phrase: Phrase) -> list[tuple[int, int]]:
    """Where each word lies in the text; an empty span for a word that is not found as it stands."""
    spans = []
    place = 0
    for word in phrase.words:
        start = phrase.text.find(word, place)
        end = start + len(word)
        if start < 0 and word.isdigit():  # "1,000" is the word 1000
            found = re.compile(",?".join(word)).search(phrase.text, place)
            start, end = found.span() if found else (-1, -1)
        if start < 0:
            spans.append((place, place))
            continue
        spans.append((start, end))
        place = end
    return spans


def _owner(spans: Sequence[tuple[int, int]], start: int, end: int, first: int) -> int | None:
    """The first word that shares a character with `start` to `end`, searched from the word `first` on."""
    for number in range(first, len(spans)):
        if spans[number][0] >= end:
            return None
        if spans[number][1] > start:
            return number
    return None


def _unknown_id(tokenizer: "Tokenizer") -> int | None:
    """The id that stands for whatever the vocabulary does not have."""
    model = tokenizer.model
    piece = getattr(model, "unk_token", None)
    if piece is not None:
        return tokenizer.token_to_id(piece)
    number: int | None = getattr(model, "unk_id", None)
    return number
