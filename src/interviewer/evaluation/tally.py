"""The few numbers that are kept of every row: all that grows with a file."""

from array import array
from collections.abc import Iterable

from interviewer.evaluation.measures import figures
from interviewer.evaluation.report import Agreement


class Tally:
    """The scores and grades of a file's rows, 52 bytes each."""

    def __init__(self) -> None:
        self._questions: dict[str, int] = {}
        self._numbers: array[int] = array("l")
        self._columns: dict[str, array[float]] = {name: array("d") for name in ("grade", "scorer", "length", "tfidf")}
        self._graders: tuple[array[float], array[float]] = (array("d"), array("d"))
        self._graded_twice: array[int] = array("l")

    def add(self, question: str, graders: tuple[float, float] | None, **values: float) -> None:
        """Keeps a row: `grade`, and what `scorer`, `length` and `tfidf` say, all in [0, 1]."""
        number = self._questions.setdefault(question, len(self._questions))
        self._numbers.append(number)
        for name, value in values.items():
            self._columns[name].append(value)
        if graders:
            self._graded_twice.append(number)
            for column, value in zip(self._graders, graders, strict=True):
                column.append(value)

    def extend(self, other: "Tally", prefix: str) -> None:
        """Takes over another file's rows; its questions are others than ours, told apart by the prefix."""
        shift = len(self._questions)
        self._questions |= {prefix + name: shift + number for name, number in other._questions.items()}
        self._numbers.extend(_shifted(other._numbers, shift))
        self._graded_twice.extend(_shifted(other._graded_twice, shift))
        for name, column in self._columns.items():
            column.extend(other._columns[name])
        for mine, theirs in zip(self._graders, other._graders, strict=True):
            mine.extend(theirs)

    def agreement(self) -> Agreement:
        """How well each scorer, and the second grader, agree with the grades."""
        grades = self._columns["grade"]
        first, second = self._graders
        return Agreement(
            n=len(grades),
            questions=len(self._questions),
            scorer=figures(self._columns["scorer"], grades, self._numbers),
            length=figures(self._columns["length"], grades, self._numbers),
            tfidf=figures(self._columns["tfidf"], grades, self._numbers),
            human=figures(second, first, self._graded_twice) if first else None,
        )


def _shifted(numbers: Iterable[int], shift: int) -> Iterable[int]:
    return (number + shift for number in numbers)
