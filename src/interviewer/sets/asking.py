"""A wish in the words in which it is asked for: the options of `interviewer set new`."""

from collections.abc import Iterator

from interviewer.model.question_set import SetWish


def wish_options(wish: SetWish) -> str:
    """The options that ask for this wish, as one would type them, without the seed."""
    return " ".join(f"{option} {value}" for option, value in _options(wish))


def option_of(wish: SetWish, name: str) -> str:
    """The one option of a wish, with what it asks for, such as `--mix easy:2,hard:1`."""
    said = " ".join(f"{option} {value}" for option, value in _options(wish) if option == name)
    return said or name


def _options(wish: SetWish) -> Iterator[tuple[str, str]]:
    if wish.minutes is not None:
        yield "--minutes", f"{wish.minutes:g}"
    if wish.questions is not None:
        yield "--questions", str(wish.questions)
    if wish.mix:
        yield "--mix", ",".join(f"{difficulty}:{count}" for difficulty, count in wish.mix.items())
    if wish.topics:
        yield "--topics", ",".join(f"{topic}:{count}" if count else topic for topic, count in wish.topics.items())
    if wish.tags:
        yield "--tags", ",".join(wish.tags)
    if wish.language:
        yield "--lang", wish.language.value
    yield from (("--must", question_id) for question_id in wish.must)
    yield from (("--not", question_id) for question_id in wish.never)
