"""The scorer: a question and an answer -> a Score."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interviewer.model import Match, Question, Score, Status
from interviewer.scoring.alignment import BENEFIT_OF_DOUBT, ReferenceAnswer
from interviewer.scoring.blank import answering
from interviewer.scoring.calibration import calibrate, calibrate_beside, default_anchors
from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.index import Built, ReferenceIndex, open_index
from interviewer.scoring.matcher import Matcher
from interviewer.scoring.models import BUILTIN, load_encoder
from interviewer.scoring.prose import discounted, read
from interviewer.scoring.references import Reference, Role, references
from interviewer.scoring.rubric import DIGITS, overall_score
from interviewer.scoring.similarity import Fit, Passages, encode_passages, encode_texts
from interviewer.scoring.text import Sentence, normalise, sentences
from interviewer.scoring.verdict import Judge

VERSION = 2
"""Goes up whenever the same texts would be scored differently: part of the scorer's name and the cache's key."""

STRANGER_LEAD = 0.14
"""A sentence that is so much nearer (in cosine) to a text of another question says nothing about this one. Of the
sentences of answers graded by hand 1 in 100 is, of the model answers to other questions 99 in 100."""

ELSEWHERE_LEAD = 0.08
"""An answer whose sentences are on average so much nearer to one other question belongs there; none of the answers
graded by hand is."""

IDLE = -0.015
"""A sentence that fits every wording so much less than an off-topic answer does lends its words to no point. Of padding
with other subjects that is 99 in 100 sentences, of answers graded by hand 9, which hardly make a point."""

MOSTLY = 0.7
"""And at least this share of them must be nearer to it: an answer with something else beside it is still an answer."""

ELSEWHERE_CAP = 0.15
"""The most that an answer to another question scores here, whatever points the two questions share."""

CANDIDATES, NEIGHBOURS = 3, 5
"""So many other questions are tried; so many references per sentence vote for them."""

QUESTIONS_READY = 512
"""Questions that stay ready, the latest ones; more than a bank or a file of graded answers usually has."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A question with all that scoring it needs; `anchors` is (rows of the matcher, 4).

    Attributes:
        whole: Its points as one reference answer; None for a question of the bank, whose points are calibrated.
    """

    question: Question
    index: ReferenceIndex
    matcher: Matcher
    anchors: Vectors
    whole: ReferenceAnswer | None = None


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
        self._blocks: Mapping[str, Sequence[Reference]]
        self._blocks = blocks = {name: references(question) for name, question in self._bank.items()}
        self._index = open_index(blocks, self.name, cache_dir, lambda: _build(encoder, blocks)) if blocks else None
        self._ready: OrderedDict[str, _Ready] = OrderedDict()

    def score(self, question: Question, answer: str) -> Score:
        """How well the answer covers the question's points.

        The same question and answer give the same score, bit for bit. Of a very long answer only the first
        `text.MAX_CHARACTERS` are read.
        """
        ready = self._prepare(question)
        found = self._answering(ready, answer, sentences(answer))
        if not found:
            return self._nothing(question)
        passages = encode_passages(self._encoder, [found])
        own, nearest, owners = self._nearness(ready, passages)
        about = tuple(s for s, lead in zip(found, nearest - own, strict=True) if lead < STRANGER_LEAD)
        if not about:
            return self._nothing(question, max(sorted(set(owners)), key=owners.count))
        kept = passages if len(about) == len(found) else encode_passages(self._encoder, [about])
        judged = self._judged(ready, kept, about, answer)
        score = self._read(ready, judged, about, answer)
        if ready.whole or not (other := self._belongs_to(question, passages, own)):
            return score
        return replace(score, overall=min(score.overall, ELSEWHERE_CAP), belongs_to=other)

    def score_best(self, questions: Sequence[Question], answer: str) -> tuple[Question, Score]:
        """The question that the answer fits best, and its score: each has one of several accepted references as points.

        Bank questions are scored as ever. Any other one, which nobody calibrated, is scored by how well the answer
        agrees with all of its points together.

        Args:
            questions: At least one.
            answer: The answer.
        """
        if any(question.id in self._bank for question in questions):
            return max(((question, self.score(question, answer)) for question in questions), key=lambda s: s[1].overall)
        spoken = sentences(answer)
        agreed = [self._agreement(question, answer, spoken) for question in questions]
        agreement, found = max(agreed, key=lambda pair: pair[0])
        question = questions[agreed.index((agreement, found))]
        overall = agreement**BENEFIT_OF_DOUBT if len(questions) == 1 else agreement
        return question, replace(self._by_points(question, found, answer), overall=round(overall, DIGITS))

    def _agreement(
        self, question: Question, answer: str, spoken: Sequence[Sentence]
    ) -> tuple[float, tuple[Sentence, ...]]:
        """How well the answer agrees with all points together, in [0, 1], and its sentences that may answer."""
        ready = self._prepare(question)
        found = self._answering(ready, answer, spoken)
        return (ready.whole.agreement(found) if found and ready.whole else 0.0), found

    def _by_points(self, question: Question, found: Sequence[Sentence], answer: str) -> Score:
        """What the sentences do with each point; nobody is there to be asked about it."""
        if not found:
            return self._nothing(question)
        return self._judged(self._prepare(question), encode_passages(self._encoder, [found]), found, answer, asks=False)

    @staticmethod
    def _answering(ready: _Ready, answer: str, spoken: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """Of the answer's sentences those that may answer.

        Whoever names a whole key point answers, were it in the question's words.
        """
        if kept := answering(spoken, ready.matcher.question_words):
            return kept
        said = normalise(answer).text
        named = any(row.role is Role.POINT and normalise(row.text).text in said for row in ready.matcher.rows)
        return answering(spoken, ()) if named else ()

    def with_question(self, question: Question, instead_of: str) -> "Scorer":
        """The scorer of the same bank with a question that is new or has changed; this one stays as it is.

        Only that question is encoded and calibrated, against the others as they are.

        Args:
            question: With at least one key point.
            instead_of: The id of the question whose place it takes; of any other id where it takes none.
        """
        changed = copy(self)
        changed._bank = {name: known for name, known in self._bank.items() if name != instead_of} | {
            question.id: question
        }
        changed._bank = {name: changed._bank[name] for name in sorted(changed._bank)}
        blocks = {
            name: self._blocks[name] if known is self._bank.get(name) else references(known)
            for name, known in changed._bank.items()
        }
        changed._blocks, changed._index = blocks, self._index_with(question.id, blocks)
        changed._ready = OrderedDict()
        return changed

    def _index_with(self, name: str, blocks: Mapping[str, Sequence[Reference]]) -> ReferenceIndex:
        """The index of these blocks, of which only the one of that name is new."""
        matcher = _matcher(self._encoder, blocks[name])
        if self._index is None or len(blocks) == 1:
            built = Built(matcher.vectors, _spread(matcher, default_anchors(matcher)))
            return ReferenceIndex({name: blocks[name]}, built)
        shared = self._index.off_topic(self._blocks)
        anchors = calibrate_beside(self._encoder, name, matcher, blocks, shared)
        return self._index.replaced(name, blocks, Built(matcher.vectors, _spread(matcher, anchors)))

    def prepare(self, question: Question) -> None:
        """Makes the question ready, which the first answer to it would have to wait for.

        Its own answers are scored once: that reads every list of words and every wording that a verdict may need.
        """
        self._prepare(question)
        for language in question.model_answer.languages:
            self.score(question, question.model_answer[language])

    def vectors(self, answers: Sequence[str]) -> Vectors:
        """(answers, d) float32 unit vectors of whole answers; zeros for one without words."""
        return encode_texts(self._encoder, answers)

    def _nothing(self, question: Question, belongs_to: str = "") -> Score:
        missing = tuple(Match(point.id, 0.0, Status.MISSING) for point in question.key_points)
        return Score(0.0, missing, self.name, belongs_to)

    def _nearness(self, ready: _Ready, passages: Passages) -> tuple[Vectors, Vectors, list[str]]:
        """For each sentence its best cosine with this question and with any other one, and whose that is."""
        vectors = passages.sentences
        own = ready.index.cosines(ready.question.id, vectors).max(axis=0)
        other, owners = ready.index.nearest_elsewhere(ready.question.id, vectors)
        return own, other, owners

    def _judged(
        self, ready: _Ready, passages: Passages, found: Sequence[Sentence], answer: str, asks: bool = True
    ) -> Score:
        """The verdicts on the points; with `asks`, also what the candidate should be asked about."""
        fits = ready.matcher.fit(passages, ready.index.cosines(ready.question.id, passages.windows))
        used = tuple(
            sentence for sentence, is_used in zip(found, self._used(ready, passages, fits), strict=True) if is_used
        )
        if not used:
            return self._nothing(ready.question)
        if len(used) < len(found):
            kept = encode_passages(self._encoder, [used])
            fits = ready.matcher.fit(kept, ready.index.cosines(ready.question.id, kept.windows))
        spans = [clause.span for sentence in used for clause in sentence.clauses]
        spans += [sentence.span for sentence in used]
        judge = Judge(ready.matcher, ready.anchors, fits, spans, len(spans) - len(used), answer, asks)
        matches = tuple(judge.match(number, point.id) for number, point in enumerate(ready.question.key_points))
        return Score(overall_score(ready.question, matches), matches, self.name)

    @staticmethod
    def _used(ready: _Ready, passages: Passages, fits: Fit) -> npt.NDArray[np.bool_]:
        """(sentences,) whether each fits some wording well enough to lend it words."""
        used: npt.NDArray[np.bool_] = (fits.sentences(passages) - ready.anchors[:, :1]).max(axis=0, initial=-1) > IDLE
        return used

    def _read(self, ready: _Ready, whole: Score, about: Sequence[Sentence], answer: str) -> Score:
        """The score after what does not read like sentences has been discounted."""
        reading = read(about)
        if reading.unreadable is None:
            return whole
        prose = self._nothing(ready.question)
        if reading.prose:
            passages = encode_passages(self._encoder, [reading.prose])
            prose = self._judged(ready, passages, reading.prose, answer)
        return discounted(ready.question, whole, prose, reading)

    def _belongs_to(self, question: Question, passages: Passages, own: Vectors) -> str:
        """The id of another question of the bank that the answer is clearly nearer to, or an empty string."""
        if self._index is None:
            return ""
        nearest = self._index.nearest_questions(passages.sentences, NEIGHBOURS)
        others = [name for name in nearest if name != question.id][:CANDIDATES]
        leads = {name: self._index.cosines(name, passages.sentences).max(axis=0) - own for name in others}
        best = max(others, key=lambda name: float(leads[name].mean()), default="")
        if not best or leads[best].mean() < ELSEWHERE_LEAD or (leads[best] > 0).mean() < MOSTLY:
            return ""
        return best

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
        return _Ready(question, index, matcher, default_anchors(matcher), _whole(self._encoder, question))


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


def _whole(encoder: Encoder, question: Question) -> ReferenceAnswer | None:
    """The question's points in the language of the first, put together."""
    if not question.key_points:
        return None
    language = question.key_points[0].text.languages[0]
    texts = [point.text.best(language) for point in question.key_points]
    return ReferenceAnswer(
        encoder, texts, [point.weight for point in question.key_points], question.text.best(language)
    )


def _spread(matcher: Matcher, anchors: Vectors) -> Vectors:
    """(references, 4): the anchors of the wordings; those of other texts are 0."""
    spread = np.zeros((len(matcher.references), 4), np.float32)
    spread[matcher.numbers] = anchors
    return spread


def load_scorer(
    questions: Iterable[Question], cache_dir: Path, model: str = BUILTIN, models_dir: Path | None = None
) -> Scorer:
    """The scorer for these questions with one of the registered models.

    Raises:
        ModelError: There is no such model, or its files are missing or not the ones we know.
    """
    return Scorer(load_encoder(model, models_dir), questions, cache_dir)
