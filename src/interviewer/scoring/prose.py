"""Whether words make sentences: lists of keywords and words in random order hold the right words, but say nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from interviewer.model import Match, Question, Score, Status, Unreadable
from interviewer.scoring.function_words import CLASSES, CONTENT, EDGE, SYMBOL, WORDS_IN, classes
from interviewer.scoring.rubric import DIGITS, overall_score, status_of
from interviewer.scoring.text import Sentence, sentences

BARE_SHARE = 0.1
"""A sentence with a smaller share of function words is bare. Of graded answers of 20 words or more, 99 of 100 English
ones have .22 or more and 95 of 100 Chinese ones .2; the Chinese rest are mostly numbered lists."""

KEYWORDS_FROM = 20
"""So many words in bare sentences are a list of keywords; fewer may be a terse remark."""

MUDDLED_BELOW, MUDDLED_MEAN = -6.0, -0.1
"""The evidence (a natural logarithm) from which the sentences that are rather unlike prose are called muddled: random
order makes their steps 400 times as likely; and how much of it there must be in each step, so that a long answer
does not collect it from many small oddities. These two, KEYWORDS_FROM and TERSE_BELOW were picked from a few settings
by the bank's cheap answers and five files of graded ones together: no file was kept back to confirm them."""

UNREADABLE_SHARE = 0.4
"""What a point counts for that is only made there: never "covered", and less than half of what sentences earn."""

MOSTLY, MUDDLED_CAP = 0.7, 0.5
"""Where so much of an answer is muddled, sentences that look like prose survived by chance, and it gets at most this
share of what the same words in order would get."""

DOUBTFUL_MEAN = 0.05
"""Beside muddled sentences, others with less evidence for their order in each step are taken for muddled, too.
Random order leaves a few short sentences looking like prose."""

TERSE_BELOW = 8
"""A key point of fewer words is a bare term itself, and a bare term answers it."""

WORD_ORDER = """
| 0 4 10 6 21 -16 -5 12 2 -28 -2 -8 -6 14 15 9 18 4 -1 4 10 11 2
w 10 -2 -5 2 -3 1 3 -3 -4 6 -7 -13 -5 -2 7 1 -2 -1 -12 -9 -5 -9 -7
d -22 5 -22 -14 -28 -17 -24 -15 -20 0 0 0 -2 -2 0 1 -1 0 -1 -3 -3 -1 -1
p -11 -2 9 -15 -17 -24 -15 3 -11 -1 0 0 2 -2 3 2 -1 -1 0 -1 -4 -2 0
c -23 -1 6 -13 -8 -2 -10 8 6 0 0 0 0 -1 0 0 0 0 0 -1 2 0 0
b -12 1 2 -16 -22 0 3 -13 13 0 0 0 0 0 0 0 0 0 0 0 0 0 0
t -18 1 4 -15 -14 1 -6 -10 -4 0 0 0 0 0 0 0 0 0 0 0 0 0 0
n 3 -1 -14 0 -19 13 1 -9 1 0 0 0 0 -1 -1 -1 -1 -1 -1 -4 2 0 -3
x -11 1 -3 -2 -11 -2 1 5 -5 0 0 0 0 0 0 0 0 0 0 0 0 0 0
的 0 3 0 -1 0 0 0 -1 0 -24 -5 -13 -3 -17 -16 -14 -1 -11 -8 -9 6 3 -8
地 -5 -7 0 0 0 0 0 0 0 -7 -1 -2 -3 2 -3 6 -1 -5 -7 3 0 -1 -4
了 16 3 0 0 0 0 0 0 0 -3 0 -1 -6 -3 -5 -8 3 -5 2 -6 -8 -1 -4
是 -12 1 1 -1 0 0 0 0 0 -22 -2 -1 -7 0 -8 -8 4 -8 0 1 1 -1 -6
在 -5 5 -2 -1 0 0 0 4 0 -10 -6 0 -14 0 -7 -5 9 -3 -4 -4 -1 3 -4
和 -10 8 0 0 0 0 0 3 0 -18 -2 -5 13 -9 -1 -3 -2 -10 -13 -9 2 2 -9
不 -30 -14 -1 -1 0 0 0 -1 0 -17 -2 -2 10 7 -10 8 -17 -16 -13 2 0 -1 -14
它 -3 -18 -1 0 0 0 0 -1 0 -1 -4 0 2 -2 -6 -1 4 2 16 -3 -4 -8 -7
时 14 -7 -1 -2 -1 0 0 0 0 4 -3 -10 -9 -9 -1 2 -1 -11 0 1 -2 -4 -10
一 1 1 -1 -1 0 0 0 -2 0 -22 -4 -11 -7 -16 -16 -18 -18 -8 9 3 3 -1 -10
A 7 -8 1 -4 -1 0 0 -2 0 -1 4 5 -6 0 -4 -7 -7 3 0 0 0 0 0
B 12 -10 -3 -4 2 0 0 -6 0 3 3 4 1 -2 1 0 -5 2 -5 0 3 0 0
C 14 -16 -2 -1 0 0 0 -3 0 4 2 -3 0 -4 -3 -2 -8 1 -6 11 3 0 0
D 7 -20 0 0 0 0 0 -2 0 -8 -5 -6 -10 -20 -17 -16 -12 -7 -12 0 0 0 -8
"""
"""How much likelier a step from one class of words (rows) to another (columns, in the same order) is in prose than in
random order: natural logarithms, in tenths. Learned from the built-in bank by `python -m benchmarks.word_order`."""

NOT_FUNCTION = frozenset((CONTENT, SYMBOL, *WORDS_IN))

_STEPS = {
    row[0] + then: int(tenths) / 10
    for row in WORD_ORDER.strip().splitlines()
    for then, tenths in zip(CLASSES, row.split()[1:], strict=True)
}


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer's sentences, told apart.

    Attributes:
        prose: Those that read like sentences.
        unreadable: What is wrong with the others, None where there are none.
        mostly: Most of the words are in those.
    """

    prose: tuple[Sentence, ...]
    unreadable: Unreadable | None = None
    mostly: bool = False


@dataclass(frozen=True, slots=True)
class _Shape:
    """A sentence in numbers: words without symbols, function words, steps, and how much its order speaks for it."""

    words: int
    function_words: int
    steps: int
    order: float

    @property
    def bare(self) -> bool:
        return self.function_words < BARE_SHARE * self.words


def read(found: Sequence[Sentence]) -> Reading:
    """Tells prose from lists of keywords and words in random order.

    What is not prose is judged together, so that cutting a list into short sentences does not hide it, and prose beside
    it changes nothing: a sentence more never makes another one unreadable, unless it is unreadable itself.
    """
    shapes = [_shape(sentence) for sentence in found]
    listed = {number for number, shape in enumerate(shapes) if shape.bare}
    muddled = {number for number, shape in enumerate(shapes) if shape.order < 0}
    listed = listed if sum(shapes[number].words for number in listed) >= KEYWORDS_FROM else set()
    muddled = (
        {number for number, shape in enumerate(shapes) if shape.order < DOUBTFUL_MEAN * shape.steps}
        if _is_muddled(shapes[number] for number in muddled)
        else set()
    )
    if not listed and not muddled:
        return Reading(tuple(found))
    prose = tuple(sentence for number, sentence in enumerate(found) if number not in listed | muddled)
    words_listed, words_muddled = (sum(shapes[n].words for n in numbers) for numbers in (listed, muddled))
    mostly = sum(shapes[n].words for n in listed | muddled) >= MOSTLY * sum(shape.words for shape in shapes)
    return Reading(prose, Unreadable.KEYWORDS if words_listed >= words_muddled else Unreadable.MUDDLED, mostly)


def discounted(question: Question, whole: Score, prose: Score, reading: Reading) -> Score:
    """The score of an answer that is prose in parts only; `reading` says why.

    Each point counts for what the prose makes of it or UNREADABLE_SHARE of what the whole answer does, whichever is
    more. Contradictions stay as they are, and so do points that are bare terms, which a list of terms may answer.
    An answer that is mostly muddled gets no more than MUDDLED_CAP of its score, whatever survived.

    Args:
        question: The question that was answered.
        whole: The score of the whole answer.
        prose: The score of the sentences alone.
        reading: What is prose, and what is wrong with the rest.
    """
    listed = reading.unreadable is Unreadable.KEYWORDS
    points = question.key_points if listed else ()
    terse = {point.id for point in points if is_terse(point.text.zh or point.text.en)}
    matches = tuple(
        match
        if match.point_id in terse or match.status is Status.CONTRADICTED
        else max(_discounted(match), alone, key=lambda made: made.coverage)
        for match, alone in zip(whole.matches, prose.matches, strict=True)
    )
    overall = overall_score(question, matches)
    if reading.mostly and not listed:
        overall = min(overall, round(MUDDLED_CAP * whole.overall, DIGITS))
    return replace(whole, overall=overall, matches=matches, unreadable=reading.unreadable)


def _discounted(match: Match) -> Match:
    coverage = round(UNREADABLE_SHARE * match.coverage, DIGITS)
    status = status_of(coverage)
    if status is Status.MISSING:
        return Match(match.point_id, coverage, status)
    return replace(match, coverage=coverage, status=status)


def is_terse(text: str) -> bool:
    """Whether a key point's text is a bare term or a list of terms, which a bare term answers."""
    shapes = [_shape(sentence) for sentence in sentences(text)]
    return sum(shape.words for shape in shapes) < TERSE_BELOW or all(shape.bare for shape in shapes)


def _is_muddled(shapes: Iterable[_Shape]) -> bool:
    odd = list(shapes)
    order = sum(shape.order for shape in odd)
    return order <= MUDDLED_BELOW and order <= MUDDLED_MEAN * sum(shape.steps for shape in odd)


def _shape(sentence: Sentence) -> _Shape:
    lines = [classes(clause.words) for clause in sentence.clauses]
    steps = [first + then for line in lines for first, then in zip(EDGE + line, line + EDGE, strict=True)]
    spoken = "".join(lines)
    content = spoken.count(CONTENT) + sum(count * spoken.count(name) for name, count in WORDS_IN.items())
    function_words = sum(name not in NOT_FUNCTION for name in spoken)
    return _Shape(content + function_words, function_words, len(steps), sum(_STEPS.get(step, 0.0) for step in steps))
