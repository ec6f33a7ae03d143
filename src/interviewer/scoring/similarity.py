"""How well answers fit wordings: the fixed blend of token matching, window similarity and word recall.

The blend was chosen on human-graded answers, English and Chinese (design, section 3); each part sees what
the others miss: single telling words, the sense of a sentence, and exact terms and numbers.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.scoring.encoder import Encoder, Tokens, Vectors, lengths
from interviewer.scoring.text import Phrase, Sentence, grams, phrase

TOKEN_SHARE, WINDOW_SHARE, RECALL_SHARE = 0.5, 0.3, 0.2
"""The blend: token MaxSim, window cosine without the question's direction, word recall."""

QUESTION_WORD_WEIGHT = 0.2
"""What a word of a wording counts for when the question already says it."""

QUESTION_SHARE_REMOVED = 0.7
"""How much of the question's direction is taken out of every window and wording."""

WHOLE_SHARE = 0.5
"""Half of a fit is what the best single window makes of a wording, half what the whole answer makes of it: points
are often made in one sentence, and sometimes all over the answer."""

Starts = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Passages:
    """One or more answers, encoded together. Windows are all clauses, then all sentences.

    Attributes:
        tokens: (n, d) float32 unit vectors.
        windows: (clauses + sentences, d) float32 unit vectors.
        clause_grams: What word recall looks for, per clause.
        clause_starts: (clauses,) where each clause begins among the tokens.
        sentence_starts: (sentences,) where each sentence begins among the clauses.
        passage_starts: (passages,) where each passage begins among the sentences.
    """

    tokens: Vectors
    windows: Vectors
    clause_grams: tuple[frozenset[str], ...]
    clause_starts: Starts
    sentence_starts: Starts
    passage_starts: Starts

    @property
    def sentences(self) -> Vectors:
        """(sentences, d) float32 unit vectors."""
        return self.windows[len(self.clause_starts) :]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Reference texts, encoded together.

    Attributes:
        tokens: (n, d) float32 unit vectors.
        token_weights: (n,) float32, lower for words the question says.
        token_starts: (wordings,) where each wording begins among the tokens.
        grams: What word recall looks for, wording after wording.
        gram_weights, gram_starts: As for the tokens.
    """

    tokens: Vectors
    token_weights: Vectors
    token_starts: Starts
    grams: tuple[str, ...]
    gram_weights: Vectors
    gram_starts: Starts


@dataclass(frozen=True, slots=True)
class Fit:
    """How well passages fit wordings; similarities are float32, at most 1.

    Attributes:
        windows: (wordings, clauses + sentences), the blend within each window alone.
        whole: (wordings, passages), the blend with words from all over each passage.
        best: (wordings, passages), that of each passage's best window.
    """

    windows: Vectors
    whole: Vectors
    best: Vectors

    @property
    def passages(self) -> Vectors:
        """(wordings, passages): how well each passage fits."""
        return blend(self.whole, self.best)

    def sentences(self, passages: Passages) -> Vectors:
        """(wordings, sentences): how well each sentence fits, or the best of its clauses."""
        return _by_sentence(self.windows, passages)


def blend(whole: Vectors, best: Vectors) -> Vectors:
    """What the whole answer and its best window make together; any shape."""
    return (WHOLE_SHARE * whole + (1 - WHOLE_SHARE) * best).astype(np.float32)


def unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; rows of zeros stay."""
    long = lengths(vectors)[:, None]
    return (vectors / np.where(long == 0, 1, long)).astype(np.float32)


def encode_texts(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """(texts, d) unit vectors; zeros for a text without words."""
    return unit(np.stack([tokens.whole for tokens in encoder.encode([phrase(text) for text in texts])]))


def encode_passages(encoder: Encoder, passages: Sequence[Sequence[Sentence]]) -> Passages:
    """The passages ready to be fitted; each needs at least one sentence."""
    sentences = [sentence for passage in passages for sentence in passage]
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    windows = [clause.phrase for clause in clauses] + [sentence.phrase for sentence in sentences]
    encoded = _encode_once(encoder, windows)
    tokens = [_vectors(part) for part in encoded[: len(clauses)]]
    return Passages(
        tokens=unit(np.concatenate(tokens)),
        windows=unit(np.stack([part.whole for part in encoded])),
        clause_grams=tuple(frozenset(_grams(clause.words)) for clause in clauses),
        clause_starts=starts([len(part) for part in tokens]),
        sentence_starts=starts([len(sentence.clauses) for sentence in sentences]),
        passage_starts=starts([len(passage) for passage in passages]),
    )


def encode_wordings(encoder: Encoder, texts: Sequence[str], question_words: Collection[str]) -> Wordings:
    """The wordings ready to be fitted; what is among the question's words counts less."""
    in_question = frozenset(_grams(question_words))
    phrases = [phrase(text) for text in texts]
    tokens = encoder.encode(phrases)
    vectors = [_vectors(part) for part in tokens]
    found_grams = [
        {gram: encoder.weight(gram) * _discount([gram], in_question) for gram in _grams(found.words)} or {"": 1.0}
        for found in phrases
    ]
    return Wordings(
        tokens=unit(np.concatenate(vectors)),
        token_weights=np.concatenate(
            [_discounted(part, found, in_question) for part, found in zip(tokens, phrases, strict=True)]
        ),
        token_starts=starts([len(part) for part in vectors]),
        grams=tuple(gram for part in found_grams for gram in part),
        gram_weights=np.asarray([weight for part in found_grams for weight in part.values()], np.float32),
        gram_starts=starts([len(part) for part in found_grams]),
    )


def without_question(cosines: Vectors, windows: Vectors, wordings: Vectors) -> Vectors:
    """Cosines after QUESTION_SHARE_REMOVED of the question's direction is taken out of both sides.

    With unit vectors x, y, q and y' = y - s(y·q)q, this is cos(x', y') in closed form, so that the index can
    keep plain vectors.

    Args:
        cosines: (wordings, windows), x·y.
        windows: (wordings, windows) or (windows,), x·q.
        wordings: (wordings,), y·q.
    """
    removed = 1 - (1 - QUESTION_SHARE_REMOVED) ** 2
    y = wordings[:, None]
    lengths = np.sqrt((1 - removed * windows**2) * (1 - removed * y**2))
    return ((cosines - removed * windows * y) / lengths).astype(np.float32)


def fit(wordings: Wordings, passages: Passages, cosines: Vectors) -> Fit:
    """The blend of every wording with every window and passage.

    Args:
        wordings: The reference texts.
        passages: The answers.
        cosines: (wordings, clauses + sentences) float32, without the question's direction.
    """
    tokens = _levels(_best_tokens(wordings, passages), passages)
    tokens = _weighted_means(tokens, wordings.token_weights, wordings.token_starts)
    recall = _levels(_found_grams(wordings, passages), passages)
    recall = _weighted_means(recall, wordings.gram_weights, wordings.gram_starts)
    words_part = TOKEN_SHARE * tokens + RECALL_SHARE * recall
    count = cosines.shape[1]
    windows = words_part[:, :count] + WINDOW_SHARE * cosines
    whole = words_part[:, count:] + WINDOW_SHARE * _best_window(cosines, passages)
    return Fit(windows, whole, _best_window(windows, passages))


def _best_tokens(wordings: Wordings, passages: Passages) -> Vectors:
    """(wording tokens, clauses): the best cosine of each wording token with any token of each clause."""
    cosines = passages.tokens @ wordings.tokens.T  # clauses lie along the rows: reducing those is several times as fast
    best: Vectors = np.maximum.reduceat(cosines, passages.clause_starts, axis=0).T
    return best


def _found_grams(wordings: Wordings, passages: Passages) -> Vectors:
    """(wording grams, clauses): 1 where the clause has the gram, else 0."""
    rows: dict[str, list[int]] = {}
    for row, gram in enumerate(wordings.grams):
        rows.setdefault(gram, []).append(row)
    found = np.zeros((len(wordings.grams), len(passages.clause_grams)), np.float32)
    for column, clause in enumerate(passages.clause_grams):
        for gram in clause & rows.keys():
            found[rows[gram], column] = 1
    return found


def _levels(by_clause: Vectors, passages: Passages) -> Vectors:
    """(rows, clauses + sentences + passages): the maxima over growing windows."""
    by_sentence = np.maximum.reduceat(by_clause, passages.sentence_starts, axis=1)
    by_passage = np.maximum.reduceat(by_sentence, passages.passage_starts, axis=1)
    return np.concatenate([by_clause, by_sentence, by_passage], axis=1)


def _weighted_means(values: Vectors, weights: Vectors, starts: Starts) -> Vectors:
    """(wordings, columns): the mean over each wording's rows."""
    sums = np.add.reduceat(values * weights[:, None], starts, axis=0)
    return (sums / np.add.reduceat(weights, starts)[:, None]).astype(np.float32)


def _best_window(windows: Vectors, passages: Passages) -> Vectors:
    """(wordings, passages): the best clause or sentence of each passage."""
    best: Vectors = np.maximum.reduceat(_by_sentence(windows, passages), passages.passage_starts, axis=1)
    return best


def _by_sentence(windows: Vectors, passages: Passages) -> Vectors:
    """(wordings, sentences): the sentence or the best of its clauses."""
    clauses = len(passages.clause_starts)
    best: Vectors = np.maximum(
        np.maximum.reduceat(windows[:, :clauses], passages.sentence_starts, axis=1), windows[:, clauses:]
    )
    return best


def _encode_once(encoder: Encoder, phrases: Sequence[Phrase]) -> list[Tokens]:
    """The phrases encoded, equal ones (a sentence of one clause) only once."""
    unique = list(dict.fromkeys(phrases))
    encoded = dict(zip(unique, encoder.encode(unique), strict=True))
    return [encoded[item] for item in phrases]


def _vectors(tokens: Tokens) -> Vectors:
    """The pieces' vectors; one row of zeros where no piece is known."""
    return tokens.vectors if len(tokens.vectors) else np.zeros((1, len(tokens.whole)), np.float32)


def _discounted(tokens: Tokens, found: Phrase, in_question: frozenset[str]) -> Vectors:
    """The pieces' weights, less where the question says the word; 1 for the row of zeros."""
    if not len(tokens.weights):
        return np.ones(1, np.float32)
    discounts = np.asarray([_discount(grams(word), in_question) for word in found.words], np.float32)
    weights: Vectors = tokens.weights * discounts[tokens.words]
    return weights


def _grams(text_words: Collection[str]) -> list[str]:
    return [gram for word in text_words for gram in grams(word)]


def _discount(found: Sequence[str], in_question: frozenset[str]) -> float:
    """Between QUESTION_WORD_WEIGHT (all of it is in the question) and 1 (nothing is)."""
    said = sum(gram in in_question for gram in found) / len(found)
    return 1 - said * (1 - QUESTION_WORD_WEIGHT)


def starts(lengths: Sequence[int]) -> Starts:
    """Where each of the consecutive parts begins."""
    return np.cumsum([0, *lengths[:-1]]).astype(np.intp)
