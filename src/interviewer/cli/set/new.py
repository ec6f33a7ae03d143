"""`interviewer set new`: questions for one interview, chosen so that they fit together."""

import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import LANGUAGES, Wishes, bank_option, json_option, print_json, session_for, settings_for
from interviewer.cli.sitting import LARGEST_SEED
from interviewer.counting import counted
from interviewer.errors import UsageError
from interviewer.model import Difficulty, Language
from interviewer.model.question_set import SetWish

if TYPE_CHECKING:
    from interviewer.bank import Bank
    from interviewer.session.sets import MadeSet

MOST = 100
"""Questions of one set, or of one kind in it."""

MOST_VARIANTS = 10

LONGEST_NAME = 200
"""In bytes; with what is added to it the name of a file may have 255."""

FORBIDDEN = '/\\:*?"<>|'
"""What no name of a file may hold on one system or another."""


def _counts(text: str | None, option: str) -> dict[str, int]:
    """What `name:2,other` asks for; 0 where no number is given."""
    found: dict[str, int] = {}
    for part in text.split(",") if text is not None else ():
        name, colon, count = (side.strip() for side in part.partition(":"))
        if not name or (colon and not (count.isascii() and count.isdigit() and 1 <= int(count[:9]) <= MOST)):
            raise click.BadParameter(f"{part.strip()!r} is not NAME or NAME:NUMBER.", param_hint=option)
        if name.casefold() in {other.casefold() for other in found}:
            raise click.BadParameter(f"{name} comes twice.", param_hint=option)
        found[name] = int(count) if colon else 0
    return found


def _minutes(_: click.Context, __: click.Parameter, minutes: float | None) -> float | None:
    if minutes is not None and math.isnan(minutes):
        raise click.BadParameter("nan is not a number of minutes.", param_hint="--minutes")
    return minutes


def _mix(_: click.Context, __: click.Parameter, text: str | None) -> dict[Difficulty, int]:
    counts = _counts(text, "--mix")
    counts = {name.lower(): count for name, count in counts.items()}
    for name, count in counts.items():
        if name not in {difficulty.value for difficulty in Difficulty} or not count:
            raise click.BadParameter(f"{name!r} is not one of easy:N, medium:N, hard:N.", param_hint="--mix")
    return {difficulty: counts[difficulty] for difficulty in Difficulty if difficulty in counts}


def _topics(_: click.Context, __: click.Parameter, text: str | None) -> dict[str, int]:
    return _counts(text, "--topics")


def _called(topic: str, topics: Sequence[str]) -> str:
    """The topic as the bank calls it, however its letters are written; what is not there stays as it is."""
    alike = [known for known in topics if known.casefold() == topic.casefold()]
    return topic if topic in topics or not alike else alike[0]


def _tags(_: click.Context, __: click.Parameter, text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.strip() for tag in (text or "").split(",") if tag.strip()))


def _name(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    if name is None:
        return None
    kept = name.strip().removesuffix(".yaml")
    if len(kept.encode()) > LONGEST_NAME:
        raise click.BadParameter(f"{kept[:20]}… is too long for the name of a file.", param_hint="--name")
    if not kept or kept.startswith((".", "-")) or any(sign in FORBIDDEN or not sign.isprintable() for sign in kept):
        raise click.BadParameter(f"{name!r} cannot be the name of a file.", param_hint="--name")
    return kept


@click.command("new")
@click.option(
    "--minutes",
    type=click.FloatRange(1, 1440),
    callback=_minutes,
    help="At most so long; 90 % of it are filled, or as much as --mix or --questions allow.",
)
@click.option("--questions", type=click.IntRange(1, MOST), help="Exactly so many.")
@click.option("--mix", callback=_mix, metavar="easy:2,hard:1", help="Exactly so many of each, and no others.")
@click.option(
    "--topics", callback=_topics, metavar="cnn:2,python", help="Exactly so many, or at least one, and no other topics."
)
@click.option("--tags", callback=_tags, metavar="TAG,TAG", help="Only questions with one of these tags.")
@click.option("--lang", "language", type=LANGUAGES, help="Only questions that can be asked in this language.")
@click.option("--must", multiple=True, metavar="ID", help="This question has to be in it. Repeatable.")
@click.option("--not", "never", multiple=True, metavar="ID", help="This question must not. Repeatable.")
@click.option(
    "--not-in",
    "old",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Nothing that this set asks. Repeatable.",
)
@click.option(
    "--seed", type=click.IntRange(0, LARGEST_SEED), default=0, help="Another number, another set; 0 by default."
)
@click.option(
    "--variants",
    type=click.IntRange(1, MOST_VARIANTS),
    default=1,
    help="So many sets, alike and without a common question.",
)
@click.option("--name", callback=_name, help="Write NAME.yaml here; of several NAME-a.yaml, NAME-b.yaml.")
@json_option
@bank_option
@click.pass_obj
def new(
    wishes: Wishes,
    /,
    old: tuple[Path, ...],
    variants: int,
    name: str | None,
    as_json: bool,
    banks: tuple[str, ...],
    language: str | None,
    **asked: Any,
) -> None:
    """Make a question set and print it, or write it to a file.

    Every wish is met exactly, or none is: then it says which ones cannot be met together, and what would come closest.
    No two questions of a set ask the same or share most of their key points. Among the sets that there are it takes
    the most diverse one, and of equally diverse ones that with the better questions: with sources, probes, both
    languages, and key points that differ.

    The same options, seed and bank give the same set. Without any size the set is for 45 minutes.
    """
    from interviewer.session.sets import find_sets
    from interviewer.sets.asking import complete

    names = _names(name, variants, as_json)
    paths = [Path(f"{one}.yaml") for one in names] if name else []
    _refuse_to_overwrite(paths)
    files = tuple(str(path) for path in old)
    wish = complete(SetWish(**asked, language=Language(language) if language else None, not_in=files))
    settings = settings_for(wishes, banks)
    bank = session_for(settings).bank
    wish = replace(wish, topics={_called(topic, bank.topics): count for topic, count in wish.topics.items()})
    found = find_sets(bank, wish, names, _asked_already(old, bank))
    texts = [_text(made, wish, settings.question_language) for made in found]
    _write(paths, texts)
    if as_json:
        print_json(sets=[_as_json(made, wish, file) for made, file in zip_longest(found, paths)])
    elif not paths:
        click.echo(texts[0], nl=False)
    _tell(found, wish, paths, settings.question_language)


def _names(name: str | None, variants: int, as_json: bool) -> list[str]:
    if variants == 1:
        return [name or "questions"]
    if name is None and not as_json:
        raise UsageError("Several sets need files of their own.", "Give --name, for example --name backend.")
    return [f"{name or 'questions'}-{letter}" for letter in "abcdefghij"[:variants]]


def _refuse_to_overwrite(paths: list[Path]) -> None:
    for path in paths:
        if path.exists():
            from interviewer.bank.sets import there_already

            raise there_already(path)


def _asked_already(old: tuple[Path, ...], bank: "Bank") -> list[str]:
    """The ids in sets that were asked; says of those that the bank does not have that they cannot be kept out."""
    if not old:
        return []
    from interviewer.bank.sets import read_set, unknown_ids

    asked: list[str] = []
    for path in old:
        asked += read_set(path).question_ids
        for issue in unknown_ids(path, bank):
            click.echo(f"Not kept out: {issue}", err=True)
    return asked


def _text(made: "MadeSet", wish: SetWish, language: Language) -> str:
    from interviewer.bank.sets import set_yaml
    from interviewer.sets.asking import time_left, wish_options

    left = time_left(wish, made.minutes)
    return set_yaml(made.set, made.questions, wish_options(wish), wish.language or language, left)


def _write(paths: list[Path], texts: list[str]) -> None:
    if not paths:
        return
    from interviewer.bank.sets import write_set

    for path, text in zip(paths, texts, strict=True):
        write_set(path, text)


def _tell(found: tuple["MadeSet", ...], wish: SetWish, paths: list[Path], language: Language) -> None:
    """Says on stderr what was made; in full only to a person."""
    from interviewer.sets.asking import time_left

    for number, made in enumerate(found):
        where = f"{paths[number]}: " if paths else ""
        if left := time_left(wish, made.minutes):
            click.echo(f"{where}{left}", err=True)
        if paths or sys.stderr.isatty():
            click.echo(f"{where}{_summary(made)}", err=True)
        for question in made.questions if paths and sys.stderr.isatty() else ():
            line = f"{question.difficulty:6}  {question.minutes:3g} min  {question.title(language)}"
            click.echo(f"  {line}", err=True)


def _summary(made: "MadeSet") -> str:
    mix = ", ".join(f"{count} {name}" for name, count in _mix_of(made).items())
    topics = ", ".join(f"{name} {count}" for name, count in _topics_of(made).items())
    asked = counted(len(made.questions), "question")
    return f"{asked}, {made.minutes:g} minutes; {mix}; {topics}; diversity {made.diversity:.2f}"


def _mix_of(made: "MadeSet") -> Mapping[str, int]:
    counts = Counter(question.difficulty for question in made.questions)
    return {difficulty.value: counts[difficulty] for difficulty in Difficulty if counts[difficulty]}


def _topics_of(made: "MadeSet") -> Mapping[str, int]:
    return dict(sorted(Counter(question.topic for question in made.questions).items()))


def _as_json(made: "MadeSet", wish: SetWish, path: Path | None) -> dict[str, object]:
    return {
        "name": made.set.name,
        "file": path,
        "language": made.set.language,
        "seed": made.set.seed,
        "minutes": made.minutes,
        "minutes_asked": wish.minutes,
        "mix": _mix_of(made),
        "topics": _topics_of(made),
        "diversity": round(made.diversity, 6),
        "questions": [
            {
                "id": question.id,
                "topic": question.topic,
                "difficulty": question.difficulty,
                "minutes": question.minutes,
                "text": question.text,
            }
            for question in made.questions
        ],
    }
