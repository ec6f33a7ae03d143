"""A wish in the words in which it is asked for: the options of `interviewer set new`."""

import shlex
from collections.abc import Iterator
from dataclasses import replace

from interviewer.model.question_set import SetWish
from interviewer.sets.demands import LEAST_SHARE

USUAL_MINUTES = 45.0
"""How long a set is when nothing else is said."""


def complete(wish: SetWish) -> SetWish:
    """The wish, with the usual length where nothing in it says how large the set is to be."""
    return wish if wish.minutes is not None or wish.has_fixed_size else replace(wish, minutes=USUAL_MINUTES)


def wish_options(wish: SetWish) -> str:
    """The options that ask for this wish, as one would type them, without the seed."""
    return " ".join(f"{option} {value}" for option, value in _options(wish))


def option_of(wish: SetWish, name: str) -> str:
    """The one option of a wish, with what it asks for, such as `--mix easy:2,hard:1`."""
    said = " ".join(f"{option} {value}" for option, value in _options(wish) if option == name)
    return said or name


def time_left(wish: SetWish, minutes: float) -> str:
    """What there is to say of a set that takes so long: why it leaves time; empty where it fills nine tenths of it."""
    if wish.minutes is None or minutes >= LEAST_SHARE * wish.minutes - 1e-6:
        return ""
    others = wish_options(replace(wish, minutes=None))
    least = f"{LEAST_SHARE * wish.minutes:g}"
    return f"{minutes:g} of {wish.minutes:g} minutes are filled: no set with {others} takes {least} minutes or more."


def _options(wish: SetWish) -> Iterator[tuple[str, str]]:
    if wish.minutes is not None:
        yield "--minutes", f"{wish.minutes:.10g}"
    if wish.questions is not None:
        yield "--questions", str(wish.questions)
    if wish.mix:
        yield "--mix", ",".join(f"{difficulty}:{count}" for difficulty, count in wish.mix.items())
    if wish.topics:
        topics = (f"{topic}:{count}" if count else topic for topic, count in wish.topics.items())
        yield "--topics", shlex.quote(",".join(topics))
    if wish.tags:
        yield "--tags", shlex.quote(",".join(wish.tags))
    if wish.language:
        yield "--lang", wish.language.value
    yield from (("--must", question_id) for question_id in wish.must)
    yield from (("--not", question_id) for question_id in wish.never)
    yield from (("--not-in", shlex.quote(file)) for file in wish.not_in)
