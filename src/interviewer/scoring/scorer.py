"""The scorer: a question and an answer -> a Score."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from interviewer.model import Match, Question, Score, Status
from interviewer.scoring.blank import answering
from interviewer.scoring.calibration import calibrate, default_anchors
from interviewer.scoring.encoder import Encoder, Vectors, load_static_encoder
from interviewer.scoring.index import Built, ReferenceIndex, open_index
from interviewer.scoring.matcher import Matcher
from interviewer.scoring.references import Reference, references
from interviewer.scoring.rubric import overall_score
from interviewer.scoring.similarity import Passages, encode_passages, encode_texts
from interviewer.scoring.text import Sentence, sentences
from interviewer.scoring.verdict import Judge

VERSION = 1
"""Goes up whenever the same texts would be scored differently: part of the scorer's name and the cache's key."""

STRANGER_LEAD = 0.14
"""A sentence that is so much nearer (in cosine) to a text of another question says nothing about this one. Of the
sentences of answers graded by hand 1 in 100 is, of the model answers to other questions 99 in 100."""

ELSEWHERE_LEAD = 0.08
"""An answer whose sentences are on average so much nearer to one other question belongs there; none of the answers
graded by hand is."""

HARDLY = 0.35
"""An answer that scores this is about its question, whatever it is near."""

CANDIDATES, NEIGHBOURS = 3, 5
"""So many other questions are tried; so many references per sentence vote for them."""

QUESTIONS_READY = 512
"""Questions that stay ready, the latest ones; more than a bank or a file of graded answers usually has."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A question with all that scoring it needs; `anchors` is (rows of the matcher, 4)."""

    question: Question
    index: ReferenceIndex
    matcher: Matcher
    anchors: Vectors


class Scorer:
    """Scores answers to the questions it was loaded with, and to any other question with default anchors.

    Not for two threads at once.

    Attributes:
        name: Which scorer this is; scores of different scorers are never averaged.
    """

    def __init__(self, encoder: Encoder, questions: Iterable[Question], cache_dir: Path) -> None:
        self.name = f"{encoder.name}-{VERSION}"
        self._encoder = encoder
        self._bank = {question.id: question for question in questions if question.key_points}
        self._blocks = blocks = {name: references(question) for name, question in self._bank.items()}
        self._index = open_index(blocks, self.name, cache_dir, lambda: _build(encoder, blocks)) if blocks else None
        self._ready: OrderedDict[str, _Ready] = OrderedDict()

    def score(self, question: Question, answer: str) -> Score:
        """How well the answer covers the question's points.

        The same question and answer give the same score, bit for bit. Of a very long answer only the first
        `text.MAX_CHARACTERS` are read.
        """
        ready = self._prepare(question)
        found = answering(sentences(answer), ready.matcher.question_words)
        if not found:
            return self._nothing(question)
        passages = encode_passages(self._encoder, [found])
        own, other, owners = self._nearness(ready, passages)
        about = tuple(s for s, lead in zip(found, other - own, strict=True) if lead < STRANGER_LEAD)
        if not about:
            return self._nothing(question, max(sorted(set(owners)), key=owners.count))
        kept = passages if len(about) == len(found) else encode_passages(self._encoder, [about])
        score = self._judged(ready, kept, about, answer)
        if score.overall >= HARDLY:
            return score
        return replace(score, belongs_to=self._belongs_to(question, passages, own))

    def prepare(self, question: Question) -> None:
        """Makes the question ready, which the first answer to it would have to wait for."""
        self._prepare(question)

    def _nothing(self, question: Question, belongs_to: str = "") -> Score:
        missing = tuple(Match(point.id, 0.0, Status.MISSING) for point in question.key_points)
        return Score(0.0, missing, self.name, belongs_to)

    def _nearness(self, ready: _Ready, passages: Passages) -> tuple[Vectors, Vectors, list[str]]:
        """For each sentence its best cosine with this question and with any other one, and whose that is."""
        vectors = passages.sentences
        own = ready.index.cosines(ready.question.id, vectors).max(axis=0)
        other, owners = ready.index.nearest_elsewhere(ready.question.id, vectors)
        return own, other, owners

    def _judged(self, ready: _Ready, passages: Passages, found: Sequence[Sentence], answer: str) -> Score:
        cosines = ready.index.cosines(ready.question.id, passages.windows)
        spans = [clause.span for sentence in found for clause in sentence.clauses]
        spans += [sentence.span for sentence in found]
        fits = ready.matcher.fit(passages, cosines)
        judge = Judge(ready.matcher, ready.anchors, fits, spans, len(spans) - len(found), answer)
        matches = tuple(judge.match(number, point.id) for number, point in enumerate(ready.question.key_points))
        return Score(overall_score(ready.question, matches), matches, self.name)

    def _belongs_to(self, question: Question, passages: Passages, own: Vectors) -> str:
        """The id of another question of the bank that the answer is clearly nearer to, or an empty string."""
        if self._index is None:
            return ""
        nearest = self._index.nearest_questions(passages.sentences, NEIGHBOURS)
        others = [name for name in nearest if name != question.id][:CANDIDATES]
        leads = {
            name: float((self._index.cosines(name, passages.sentences).max(axis=0) - own).mean()) for name in others
        }
        best = max(others, key=lambda name: leads[name], default="")
        return best if best and leads[best] >= ELSEWHERE_LEAD else ""

    def _prepare(self, question: Question) -> _Ready:
        ready = self._ready.get(question.id)
        if ready is None or ready.question != question:
            ready = self._from_bank(question) or self._inline(question)
            self._ready[question.id] = ready
            if len(self._ready) > QUESTIONS_READY:
                self._ready.popitem(last=False)
        self._ready.move_to_end(question.id)
        return ready

    def _from_bank(self, question: Question) -> _Ready | None:
        if self._index is None or self._bank.get(question.id) != question:
            return None
        matcher = Matcher(self._encoder, self._blocks[question.id], self._index.vectors(question.id))
        anchors = self._index.anchors(question.id)[matcher.numbers]
        return _Ready(question, self._index, matcher, anchors)

    def _inline(self, question: Question) -> _Ready:
        """A question from outside the bank, with an index of its own."""
        block = references(question)
        matcher = _matcher(self._encoder, block)
        index = ReferenceIndex({question.id: block}, Built(matcher.vectors, _spread(matcher, default_anchors(matcher))))
        return _Ready(question, index, matcher, default_anchors(matcher))


def _build(encoder: Encoder, blocks: Mapping[str, Sequence[Reference]]) -> Built:
    """Vectors and anchors of all references."""
    matchers = {name: _matcher(encoder, block) for name, block in blocks.items()}
    anchors = calibrate(encoder, matchers)
    return Built(
        np.concatenate([matcher.vectors for matcher in matchers.values()]),
        np.concatenate([_spread(matcher, anchors[name]) for name, matcher in matchers.items()]),
    )


def _matcher(encoder: Encoder, block: Sequence[Reference]) -> Matcher:
    return Matcher(encoder, block, encode_texts(encoder, [item.text for item in block]))


def _spread(matcher: Matcher, anchors: Vectors) -> Vectors:
    """(references, 4): the anchors of the wordings; those of other texts are 0."""
    spread = np.zeros((len(matcher.references), 4), np.float32)
    spread[matcher.numbers] = anchors
    return spread


def load_scorer(questions: Iterable[Question], cache_dir: Path) -> Scorer:
    """The built-in scorer for these questions.

    Raises:
        ModelError: The encoder's files are missing or not the ones we know.
    """
    return Scorer(load_static_encoder(), questions, cache_dir)
