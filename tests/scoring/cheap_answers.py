"""Answers that know nothing, or hide what they know: made from any question, in either language."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tests.scoring.cheap_texts import CODE, LATEX, NEGATIONS, PADDING, SHRUGS, SWAPS, TRADITIONAL

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import Language, Question
from interviewer.scoring.function_words import FUNCTION_WORDS
from interviewer.scoring.text import is_han, sentences, words

HUGE = 100_000
FEW = 8
"""What takes long is tried on every eighth question."""


@dataclass(frozen=True)
class Task:
    """One question to be cheated at.

    Attributes:
        bank: All questions, whose answers can be given in place of the right one.
        seed: Fixes every random order.
    """

    question: Question
    language: Language
    bank: tuple[Question, ...]
    seed: int = 1

    @property
    def real(self) -> str:
        return self.question.model_answer[self.language]

    @property
    def half(self) -> str:
        """The model answer's first half: whoever knows half has most to win by tricks."""
        found = sentences(self.real)
        return self.real[: found[(len(found) - 1) // 2].span.end] + "."

    @property
    def points(self) -> tuple[str, ...]:
        return tuple(point.text[self.language] for point in self.question.key_points)

    def shuffled(self, parts: Sequence[str]) -> list[str]:
        order = list(parts)
        random.Random(f"{self.question.id}/{self.seed}").shuffle(order)
        return order


Made = Iterator[tuple[str, str]]
Maker = Callable[[Task], Made]
"""Yields pairs: a cheap answer, and the honest one to set beside it."""


def silence(task: Task) -> Made:
    for text in ("", " \n\t", "...", "？！", "-"):
        yield text, task.real


def shrugs(task: Task) -> Made:
    for text in SHRUGS[task.language]:
        yield text, task.real


def echo(task: Task) -> Made:
    asked = task.question.text[task.language]
    yield asked, task.real
    yield f"{asked}\n{asked}", task.real
    yield f"{SHRUGS[task.language][1]} {asked}", task.real
    yield f"{SHRUGS[task.language][0].rstrip('.')} {asked}", task.real


def shuffled_echo(task: Task) -> Made:
    for seed in range(3):
        again = Task(task.question, task.language, task.bank, seed)
        yield joined(again.shuffled(spoken(task.question.text[task.language])), task.language), task.real


def other_answers(task: Task) -> Made:
    for other in task.bank:
        if other.id != task.question.id:
            yield other.model_answer[task.language], task.real


def repeated(task: Task) -> Made:
    found = sentences(task.real)[0].span
    sentence = task.real[found.start : found.end] + "."
    yield "\n".join([sentence] * 10), sentence


def shuffled_points(task: Task) -> Made:
    """All the points' words in one random order, as one sentence; and point by point."""
    everything = [word for point in task.points for word in spoken(point)]
    yield joined(task.shuffled(everything), task.language) + ".", task.real
    lines = [joined(task.shuffled(spoken(point)), task.language) for point in task.points]
    yield ".\n".join(lines) + ".", task.real


def keywords(task: Task) -> Made:
    """The points' content words as a list, in order and in random order, and one a line."""
    content = [word for point in task.points for word in spoken(point) if word not in FUNCTION_WORDS]
    comma = "、" if task.language is Language.ZH else ", "
    yield comma.join(content), task.real
    yield comma.join(task.shuffled(content)), task.real
    yield "\n".join(content), task.real
    yield joined(content, task.language), task.real


def padded(task: Task) -> Made:
    for text in PADDING[task.language]:
        for honest in (task.real, task.half):
            yield f"{text} {honest}", honest
            yield f"{honest} {text}", honest


def off_topic(task: Task) -> Made:
    for text in PADDING[task.language]:
        yield text, task.real


def foreign_code(task: Task) -> Made:
    for text in (CODE, LATEX):
        yield text, task.real


def negated(task: Task) -> Made:
    text = task.real
    for claim, denial in NEGATIONS[task.language]:
        text = re.sub(claim, denial, text)
    yield text, task.real


def swapped(task: Task) -> Made:
    """The opposite of every pair of words the answer has."""
    other = {word: back for pair in SWAPS[task.language] for word, back in (pair, pair[::-1])}
    names = "|".join(sorted(other, key=len, reverse=True))
    edge = r"\b" if task.language is Language.EN else ""
    text = re.sub(f"{edge}({names}){edge}", lambda found: other[found[1]], task.real)
    if text != task.real:
        yield text, task.real


def huge(task: Task) -> Made:
    """An answer and then very much of something else; only the first 20,000 characters are read."""
    if task.bank.index(task.question) % FEW:
        return
    filler = PADDING[task.language][0] + "\n"
    yield (task.real + "\n" + filler * (HUGE // len(filler)))[:HUGE], task.real


def huge_nothing(task: Task) -> Made:
    if task.bank.index(task.question) % FEW:
        return
    yield "a" * HUGE, task.real
    yield "随机" * (HUGE // 2), task.real
    yield PADDING[task.language][0] * (HUGE // len(PADDING[task.language][0])), task.real


def invisible(task: Task) -> Made:
    """Control characters, right-to-left marks and zero-width characters between any two characters."""
    for mark in ("\x00", "\x07", "\u200f", "\u202e", "\u200b", "\u200d", "\ufeff", "\u00ad"):
        yield mark.join(task.real), task.real


def emoji(task: Task) -> Made:
    yield re.sub(r"([.,;。，；])(?=\s|[^\d\s.)])", r"\1 🙂🚀 ", task.real) + " 👍🏽", task.real


def wide_forms(task: Task) -> Made:
    """Full-width letters and digits; half-width punctuation in Chinese."""
    wide = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
    yield task.real.translate(wide), task.real
    if task.language is Language.ZH:
        half = str.maketrans("，；：？！（）。", ",;:?!().")
        yield re.sub(r"([,;:?!.])(?=\S)", r"\1 ", task.real.translate(half)), task.real
    yield unicodedata.normalize("NFD", task.real), task.real


def marked_up(task: Task) -> Made:
    """The answer in a code block, in comments, in LaTeX, in Markdown."""
    found = [task.real[item.span.start : item.span.end] for item in sentences(task.real)]
    yield f"```python\n{task.real}\n```", task.real
    yield "\n".join(f"# {text}." for text in found), task.real
    yield (
        r"\begin{itemize}" + "\n" + "\n".join(rf"\item {text}." for text in found) + "\n" + r"\end{itemize}",
        task.real,
    )
    yield "\n".join(f"- **{text}**." for text in found), task.real


def traditional(task: Task) -> Made:
    if task.language is Language.ZH:
        yield task.real.translate(TRADITIONAL), task.real


def spoken(text: str) -> list[str]:
    """The words of a text; Chinese is cut into the words of two characters that the bank uses again and again."""
    return [part for word in words(text) for part in (_chinese_words(word) if is_han(word) else [word])]


def joined(parts: Sequence[str], language: Language) -> str:
    """Words as a text: spaces between them, but not between Chinese ones."""
    text = " ".join(parts)
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text) if language is Language.ZH else text


@cache
def _chinese_pairs() -> frozenset[str]:
    """Pairs of characters that the bank's points use at least twice: most of them are words."""
    points = [point.text.zh for question in load_bank([builtin_directory()]).questions for point in question.key_points]
    runs = [word for text in points for word in words(text) if is_han(word)]
    pairs = Counter(run[i : i + 2] for run in runs for i in range(len(run) - 1))
    return frozenset(pair for pair, count in pairs.items() if count >= 2 and not set(pair) & FUNCTION_WORDS.keys())


def _chinese_words(run: str) -> Iterator[str]:
    start = 0
    while start < len(run):
        end = start + (2 if run[start : start + 2] in _chinese_pairs() else 1)
        yield run[start:end]
        start = end
