"""What a bank covers: how many questions of which topic, difficulty and language, and how complete they are. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from interviewer.bank import Bank
from interviewer.model import Difficulty, Language, Question


@dataclass(frozen=True, slots=True)
class Share:
    """Questions that have something in common; shares are of these questions (or their points), in [0, 1].

    Attributes:
        name: What they have in common; empty for all of them.
        minutes: Of all together.
        drafts: How many more wait for their author.
        difficulties, languages: How many questions of each.
        model_answers, sources, both_languages: The share of the questions that have them; a model answer in every
            language of the question.
        probes, rewordings, wrong_claims: The share of the key points that have them; 2 rewordings at least.
    """

    name: str
    questions: int
    drafts: int
    minutes: float
    points: int
    difficulties: dict[Difficulty, int]
    languages: dict[Language, int]
    both_languages: float
    model_answers: float
    sources: float
    probes: float
    rewordings: float
    wrong_claims: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a bank covers, by topic, by difficulty and by language; a question in both languages counts in each."""

    whole: Share
    topics: tuple[Share, ...]
    difficulties: tuple[Share, ...]
    languages: tuple[Share, ...]


def find_coverage(bank: Bank) -> Coverage:
    """What the bank covers."""
    everything = (*bank.questions, *bank.drafts)
    topics = sorted({question.topic for question in everything})

    def shares(names: Iterable[str], has: Callable[[Question, str], bool]) -> tuple[Share, ...]:
        return tuple(_share(name, [question for question in everything if has(question, name)]) for name in names)

    return Coverage(
        _share("", everything),
        shares(topics, lambda question, name: question.topic == name),
        shares(Difficulty, lambda question, name: question.difficulty == name),
        shares(Language, lambda question, name: name in question.text.languages),
    )


def _share(name: str, questions: Sequence[Question]) -> Share:
    asked = [question for question in questions if not question.draft]
    points = [point for question in asked for point in question.key_points]
    return Share(
        name,
        len(asked),
        len(questions) - len(asked),
        sum(question.minutes for question in asked),
        len(points),
        {level: sum(question.difficulty is level for question in asked) for level in Difficulty},
        {language: sum(language in question.text.languages for question in asked) for language in Language},
        _part(len(question.text.languages) == len(Language) for question in asked),
        _part(set(question.text.languages) <= set(question.model_answer.languages) for question in asked),
        _part(bool(question.sources) for question in asked),
        _part(bool(point.probe.languages) for point in points),
        _part(sum(map(len, point.accept.values())) >= 2 for point in points),
        _part(any(point.contradicts.values()) for point in points),
    )


def _part(found: Iterable[bool]) -> float:
    """The share of what was found; 0 of nothing."""
    all_of_it = list(found)
    return sum(all_of_it) / len(all_of_it) if all_of_it else 0.0
