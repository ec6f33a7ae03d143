"""Rules about a question as a whole: its id, its points and groups, what it rests on, how long it takes."""

from collections.abc import Iterator
from math import log

from interviewer.bank.lint.pace import per_point, size, speaking_minutes
from interviewer.bank.lint.rule import Case, Found, of_point
from interviewer.counting import counted
from interviewer.model import AnyOf, Difficulty

FEWEST_POINTS, MOST_POINTS = 3, 9

LEAST_FACTOR, SPREADS, LEAST_MINUTES = 2.0, 3.0, 2.0
"""Minutes are out of line when they are off the usual by this factor, by so many times the usual spread (on a scale of
factors), and by so many minutes."""


def id_not_path(case: Case) -> Iterator[Found]:
    """An id that is not the file's path."""
    if not case.place.path.absolute().with_suffix("").as_posix().endswith(f"/{case.question.id}"):
        yield Found(
            f"the id {case.question.id!r} is not the file's path",
            f"Move the file to {case.question.id}.yaml below the bank, or change the id; progress hangs on the id.",
            ("id",),
        )


def point_count(case: Case) -> Iterator[Found]:
    """Too few or too many key points."""
    count = len(case.question.key_points)
    if not FEWEST_POINTS <= count <= MOST_POINTS:
        mend = "Say what else a good answer holds" if count < FEWEST_POINTS else "Ask two questions"
        yield Found(
            f"{counted(count, 'key point')}; {FEWEST_POINTS} to {MOST_POINTS} can be asked and remembered",
            f"{mend}, each point one claim of its own.",
            ("key_points",),
        )


def any_of(case: Case) -> Iterator[Found]:
    """Groups that say nothing, or count a point twice."""
    grouped = [point_id for group in case.question.any_of for point_id in group.points]
    for point_id in sorted({point_id for point_id in grouped if grouped.count(point_id) > 1}):
        yield Found(
            f"{point_id} comes twice in any_of, so it would count twice",
            "Keep it in one group, once.",
            of_point(point_id),
        )
    for number, group in enumerate(case.question.any_of):
        yield from _of_group(case, group, ("any_of", str(number)))


def _of_group(case: Case, group: AnyOf, spot: tuple[str, ...]) -> Iterator[Found]:
    members = [point for point in case.question.key_points if point.id in group.points]
    if group.need == len(group.points):
        yield Found(
            f"any_of needs all {group.need} of its points, so it says nothing", "Lower `need`, or drop it.", spot
        )
    for point in members:
        if point.required:
            yield Found(
                f"{point.id} is required, yet any_of lets others stand for it",
                "Take it out of the group, or take out `required`.",
                of_point(point.id),
            )


def no_source(case: Case) -> Iterator[Found]:
    """Claims that nothing backs."""
    if not case.question.sources:
        yield Found("no source backs the claims", "Name a paper, book or documentation page under `sources`.")


def draft(case: Case) -> Iterator[Found]:
    """Questions that wait for their author."""
    question = case.question
    if not question.draft:
        return
    lacks = [
        name
        for name, there in (
            ("key points", question.key_points),
            ("a model answer", question.model_answer.languages),
            ("a source", question.sources),
        )
        if not there
    ]
    yield Found(
        f"a draft, which nobody is asked; it lacks {', '.join(lacks) if lacks else 'nothing but the last look'}",
        "Write what it lacks, try it with `interviewer bank try`, and take out `draft: true`.",
        ("draft",),
    )


def minutes(case: Case) -> Iterator[Found]:
    """Time that does not fit what has to be said."""
    question, pace = case.question, case.pace
    longest = max((speaking_minutes(question.model_answer[way]) for way in question.text.languages), default=0.0)
    if question.minutes < longest:
        yield Found(
            f"{question.minutes:g} min, but saying the model answer alone takes {longest:.1f}",
            "Allow more minutes, or make the model answer shorter.",
            ("minutes",),
        )
        return
    factor, usual = per_point(question) / pace.minutes, pace.minutes * len(question.key_points)
    is_far = abs(log(factor)) > max(log(LEAST_FACTOR), SPREADS * log(pace.spread))
    if is_far and abs(question.minutes - usual) >= LEAST_MINUTES:
        yield Found(
            f"{question.minutes:g} min for {counted(len(question.key_points), 'key point')}; "
            f"{usual:.1f} would be usual in this bank, which has a median of {pace.minutes:.1f} min a point",
            "Change the minutes, or ask for more or for less.",
            ("minutes",),
        )


def difficulty(case: Case) -> Iterator[Found]:
    """A difficulty that does not fit the size of the question, as the bank goes."""
    easy, hard = case.pace.sizes.get(Difficulty.EASY), case.pace.sizes.get(Difficulty.HARD)
    if easy is None or hard is None or easy >= hard:
        return
    mine, called = size(case.question), case.question.difficulty
    if (called is Difficulty.EASY and mine > hard) or (called is Difficulty.HARD and mine < easy):
        usual = f"the median of easy questions is {easy:g}, of hard ones {hard:g}"
        yield Found(
            f"called {called}, yet its points weigh {mine:g}; {usual}",
            "Change the difficulty, unless it is in the points themselves.",
            ("difficulty",),
        )
