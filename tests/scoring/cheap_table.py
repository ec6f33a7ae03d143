"""What each kind of cheap answer gets, beside what it may get."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from tests.scoring import cheap_answers as cheap

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import Language, Question, Score, Status
from interviewer.scoring import Scorer


@dataclass(frozen=True)
class Kind:
    """One way to cheat.

    Attributes:
        measure: `score`: what the cheap answer gets; `share`: that over what the honest one gets; `change`: how far
            the two are apart; `gain`: what the cheap one gets more.
        bound: What the measure must not exceed for any question; `mean_bound` the same for the mean of a language.
        happens: For the reader of the table.
    """

    name: str
    make: cheap.Maker
    measure: str
    bound: float
    happens: str
    mean_bound: float = 2.0


@dataclass(frozen=True)
class Row:
    """What was measured over the whole bank in one language."""

    kind: Kind
    language: Language
    mean: float
    largest: float


KINDS = (
    Kind("nothing at all", cheap.silence, "score", 0.0, "nothing to score"),
    Kind('"I don\'t know", 13 wordings', cheap.shrugs, "score", 0.05, "recognised as no answer"),
    Kind("the question repeated", cheap.echo, "score", 0.05, "words of the question count for nothing alone"),
    Kind("the question's words shuffled", cheap.shuffled_echo, "score", 0.05, "the same, in any order"),
    Kind("the full answer to another question", cheap.other_answers, "score", 0.15, "noticed, and capped"),
    Kind("weather, cooking, praise, bicycles", cheap.off_topic, "score", 0.15, "off topic"),
    Kind("code or LaTeX about something else", cheap.foreign_code, "score", 0.2, "off topic; some symbols are shared"),
    Kind("100,000 characters of filler", cheap.huge_nothing, "score", 0.05, "the first 20,000 are read"),
    Kind("the points' words in random order", cheap.shuffled_points, "share", 0.5, "no sentences: counts for .4"),
    Kind("a list of bare keywords", cheap.keywords, "share", 0.5, "no sentences: counts for .4"),
    Kind("one sentence ten times", cheap.repeated, "gain", 0.0, "said once is enough"),
    Kind("padding with other subjects", cheap.padded, "change", 0.05, "sentences that fit no point lend no words"),
    Kind("padding up to 100,000 characters", cheap.huge, "change", 0.05, "the first 20,000 are read"),
    Kind("invisible characters", cheap.invisible, "change", 0.01, "taken out before matching"),
    Kind("emoji", cheap.emoji, "change", 0.01, "are no words"),
    Kind("full-width, half-width, decomposed forms", cheap.wide_forms, "change", 0.01, "one spelling for all"),
    Kind("in a code block, comments, LaTeX, Markdown", cheap.marked_up, "change", 0.15, "marks are no words", 0.01),
    Kind("traditional Chinese", cheap.traditional, "change", 0.1, "most characters are the same", 0.05),
    Kind("every claim negated", cheap.negated, "unseen", 0.9, "doubted: the candidate is asked", 0.5),
    Kind("roles swapped", cheap.swapped, "unseen", 1.0, "doubted in part", 0.65),
)


def measured(scorer: Scorer) -> list[Row]:
    """The table, kind by kind, both languages."""
    rows = (measured_kind(scorer, kind, language) for kind in KINDS for language in Language)
    return [row for row in rows if row is not None]


@cache
def measured_kind(scorer: Scorer, kind: Kind, language: Language) -> Row | None:
    """What a kind gets over the whole bank, None where the language has no such answers."""
    bank = tuple(load_bank([builtin_directory()]).questions)
    values = [value for question in bank for value in values_of(scorer, kind, question, language, bank)]
    return Row(kind, language, fmean(values), max(values)) if values else None


def as_markdown(scorer: Scorer) -> str:
    """The table as Markdown."""
    head = "| cheap answer | language | measure | mean | largest | bound (mean) | what happens |\n"
    head += "|---|---|---|---|---|---|---|\n"
    return head + "\n".join(_line(row) for row in measured(scorer))


def _line(row: Row) -> str:
    kind = row.kind
    bound = f"{kind.bound:.2f}" + (f" ({kind.mean_bound:.2f})" if kind.mean_bound < 2 else "")
    mean, largest = f"{row.mean:.2f}", f"{row.largest:.2f}"
    return f"| {kind.name} | {row.language} | {kind.measure} | {mean} | {largest} | {bound} | {kind.happens} |"


def values_of(
    scorer: Scorer, kind: Kind, question: Question, language: Language, bank: tuple[Question, ...]
) -> Iterator[float]:
    @cache
    def score(answer: str) -> float:
        return scorer.score(question, answer).overall

    if kind.measure == "unseen":
        yield from (
            unseen(scorer.score(question, answer)) for answer, _ in kind.make(cheap.Task(question, language, bank))
        )
        return
    for answer, honest in kind.make(cheap.Task(question, language, bank)):
        yield compared(kind.measure, score(answer), score(honest))


def unseen(score: Score) -> float:
    made = [match for match in score.matches if match.status is not Status.MISSING]
    noticed = sum(match.doubt is not None or match.status is Status.CONTRADICTED for match in made)
    return 1 - noticed / max(len(made), 1)


def compared(measure: str, made: float, honest: float) -> float:
    match measure:
        case "score":
            return made
        case "share":
            return made / honest
        case "change":
            return abs(made - honest)
        case _:
            return max(0.0, made - honest)
