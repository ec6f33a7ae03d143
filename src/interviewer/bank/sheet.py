"""A question while it is being written: whatever is there at any moment makes a question, or at least a draft."""

from dataclasses import dataclass, field

from interviewer.bank.naming import point_ids, question_id
from interviewer.model import Difficulty, KeyPoint, Language, Localized, Question

MINUTES_A_POINT, LEAST_MINUTES = 0.7, 2
"""What is proposed for an answer: the median of the built-in bank for each key point, and no less than this."""

Texts = dict[Language, str]
Lists = dict[Language, list[str]]


@dataclass
class PointSheet:
    """One key point so far."""

    text: Texts = field(default_factory=dict)
    weight: float = 1.0
    required: bool = False
    accept: Lists = field(default_factory=dict)
    contradicts: Lists = field(default_factory=dict)
    probe: Texts = field(default_factory=dict)


@dataclass
class Sheet:
    """A question so far; an empty id is made of topic and text, minutes that are not given of the points."""

    topic: str = ""
    question_id: str = ""
    text: Texts = field(default_factory=dict)
    points: list[PointSheet] = field(default_factory=list)
    model_answer: Texts = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    difficulty: Difficulty = Difficulty.MEDIUM
    minutes: float | None = None
    tags: tuple[str, ...] = ()

    @property
    def usual_id(self) -> str:
        """The id that its words make."""
        return question_id(self.topic, _localized(self.text))

    @property
    def usual_minutes(self) -> int:
        """The minutes that its points take."""
        return max(round(MINUTES_A_POINT * len(self.points)), LEAST_MINUTES)

    def question(self, draft: bool) -> Question:
        """The question as far as it has got; without a key point it is a draft in any case."""
        said = [point for point in self.points if any(point.text.values())]
        names = point_ids([_localized(point.text) for point in said])
        return Question(
            id=self.question_id or self.usual_id,
            text=_localized(self.text),
            key_points=tuple(_point(name, point) for name, point in zip(names, said, strict=True)),
            difficulty=self.difficulty,
            minutes=self.minutes or self.usual_minutes,
            tags=self.tags,
            model_answer=_localized(self.model_answer),
            sources=tuple(self.sources),
            draft=draft or not said,
        )


def _point(name: str, point: PointSheet) -> KeyPoint:
    return KeyPoint(
        id=name,
        text=_localized(point.text),
        weight=point.weight,
        required=point.required,
        accept={language: tuple(texts) for language, texts in point.accept.items() if texts},
        contradicts={language: tuple(texts) for language, texts in point.contradicts.items() if texts},
        probe=_localized(point.probe),
    )


def _localized(texts: Texts) -> Localized:
    return Localized(**{language.value: text for language, text in texts.items() if text})
