"""The commands of an interview in lines, as they are typed."""

import re

from interviewer.model import Mode, Question, Rating, Status

COMMANDS = (
    "/hint",
    "/skip",
    "/reveal",
    "/end",
    "/overrule",
    "/rate",
    "/undo",
    "/suspend",
    "/model",
    "/help",
)

RATINGS = {name: rating for number, rating in enumerate(Rating, 1) for name in (str(number), rating.value)}
"""What stands for a rating: its name, or the number of its key."""


def resume_command(mode: Mode) -> str:
    """What goes on with an interrupted interview of this kind, on the command line."""
    return "interviewer practice --resume" if mode is Mode.MOCK else "interviewer drill --resume"


def is_command(text: str) -> bool:
    """Whether a line is a command, or one that was mistyped: no answer is a single word behind a slash."""
    words = text.split(maxsplit=1)
    return bool(words) and (words[0] in COMMANDS or re.fullmatch(r"/[a-z]+", text.strip()) is not None)


def read_verdict(argument: str, question: Question) -> float | tuple[str, Status] | None:
    """What the candidate judges otherwise: `80` the whole answer, `2 covered` a point; None for anything else."""
    words = argument.split()
    if len(words) == 1 and words[0].isdecimal() and int(words[0]) <= 100:
        return int(words[0]) / 100
    if len(words) == 2 and words[1] in set(Status) and (point_id := _point(words[0], question)):
        return point_id, Status(words[1])
    return None


def _point(number: str, question: Question) -> str:
    """The id of the point with this number, or an empty string."""
    points = question.key_points
    return points[int(number) - 1].id if number.isdecimal() and 0 < int(number) <= len(points) else ""
