"""Learns which classes of words follow each other in prose: `python -m benchmarks.word_order`.

Counts the steps in the built-in bank's own sentences, and in the same sentences with their words in random order, and
prints the logarithms of the ratios, in tenths, as `scoring/prose.py` holds them.
"""

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import Language
from interviewer.scoring.function_words import CLASSES, EDGE, FUNCTION_WORDS, chinese_parts, classes
from interviewer.scoring.text import Sentence, is_han, sentences

SHUFFLES = 20
"""Random orders of each sentence."""

PRIOR = 3
"""Steps of each kind that are taken as seen in both, so that a rare one proves little."""


def main() -> None:
    """Prints the table."""
    prose = Counter(
        step for sentence in _bank_sentences() for clause in sentence.clauses for step in steps(clause.words)
    )
    order = random.Random(1)
    muddle = Counter(
        step
        for sentence in _bank_sentences()
        for number in range(SHUFFLES)
        for step in steps(_shuffled(sentence.words, 1 + number % 2, order))
    )
    scale = prose.total() / muddle.total()
    for first in CLASSES:
        ratios = (math.log((prose[first + then] + PRIOR) / (scale * muddle[first + then] + PRIOR)) for then in CLASSES)
        print(f"{first} " + " ".join(f"{round(10 * ratio)}" for ratio in ratios))


def steps(words: Sequence[str]) -> list[str]:
    """The pairs of neighbouring classes in a clause, its edges included."""
    line = EDGE + classes(words) + EDGE
    return [first + then for first, then in pairwise(line)]


def _bank_sentences() -> Iterator[Sentence]:
    for question in load_bank([builtin_directory()]).questions:
        for language in Language:
            yield from sentences(question.model_answer[language])
            for point in question.key_points:
                for text in (point.text[language], *point.accept.get(language, ())):
                    yield from sentences(text)


def _shuffled(words: Sequence[str], longest: int, order: random.Random) -> list[str]:
    """The words in random order, Chinese content cut after so many characters; neighbouring Chinese runs together."""
    parts = [part for word in words for part in (_chinese_words(word, longest) if is_han(word) else [word])]
    order.shuffle(parts)
    found: list[str] = []
    for part in parts:
        if found and is_han(part) and is_han(found[-1]):
            found[-1] += part
        else:
            found.append(part)
    return found


def _chinese_words(run: str, longest: int) -> list[str]:
    found: list[str] = []
    for part in chinese_parts(run):
        if found and len(part) + len(found[-1]) <= longest and not {part, found[-1]} & FUNCTION_WORDS.keys():
            found[-1] += part
        else:
            found.append(part)
    return found


if __name__ == "__main__":
    main()
