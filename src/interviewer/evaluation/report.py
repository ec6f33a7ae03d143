"""What an evaluation found: plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from interviewer.evaluation.measures import Figures
from interviewer.model import Issue

MEASURES = tuple(field.name for field in fields(Figures) if field.name != "n")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement with the human grades, of the scorer and of what it is compared with.

    Attributes:
        n, questions: How many graded answers there are, and to how many questions.
        scorer: The scorer's figures.
        length: Those of the length alone.
        tfidf: Those of TF-IDF.
        human: Those of the second grader beside the first one; None where no row has two.
    """

    n: int
    questions: int
    scorer: Figures
    length: Figures
    tfidf: Figures
    human: Figures | None


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file.

    Attributes:
        name: The file as it was named.
        bad_rows: How many rows were left out.
        issues: The first ones of them, each with its line.
    """

    name: str
    agreement: Agreement
    bad_rows: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in all files.

    Attributes:
        scorer: The scorer's name.
        files: In the order they were named.
        mean: The mean of the files' figures, every file counting the same; files where one is undefined are left out.
        pooled: All rows taken as one file.
    """

    scorer: str
    files: tuple[FileReport, ...]
    mean: Agreement
    pooled: Agreement

    @property
    def is_clean(self) -> bool:
        """Whether every row, and at least one in every file, could be used."""
        return all(file.agreement.n and not file.bad_rows for file in self.files)


def mean_agreement(found: Sequence[Agreement]) -> Agreement:
    """Figure by figure the mean over those where it is defined; counts are summed."""
    return Agreement(
        n=sum(agreement.n for agreement in found),
        questions=sum(agreement.questions for agreement in found),
        scorer=_mean_figures([agreement.scorer for agreement in found]),
        length=_mean_figures([agreement.length for agreement in found]),
        tfidf=_mean_figures([agreement.tfidf for agreement in found]),
        human=_mean_figures(human) if (human := [a.human for a in found if a.human]) else None,
    )


def _mean_figures(found: Sequence[Figures]) -> Figures:
    means: dict[str, float | None] = {}
    for measure in MEASURES:
        values = [value for figures in found if (value := getattr(figures, measure)) is not None]
        means[measure] = sum(values) / len(values) if values else None
    return Figures(sum(figures.n for figures in found), **means)
