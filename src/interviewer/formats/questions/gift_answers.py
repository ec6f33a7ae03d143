"""What stands between the braces of a GIFT question."""

import re
from collections.abc import Callable

from interviewer.formats.questions import quiz
from interviewer.formats.questions.quiz import GAP, Asked, Option

ESCAPED = "~=#{}:n\\"
"""What a backslash takes its meaning from; `\\n` is a line break."""

_HIDDEN = {character: chr(place) for place, character in enumerate(ESCAPED, 1)}
_SHOWN = str.maketrans({hidden: "\n" if character == "n" else character for character, hidden in _HIDDEN.items()})
_ESCAPE = re.compile(rf"\\([{re.escape(ESCAPED)}])")
_CONTROL = re.compile("[\x00-\x08]")
_TRUE_FALSE = re.compile(r"\s*(TRUE|FALSE|T|F)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_SHARE = re.compile(r"\s*%(-?[\d.]{1,10})%")
_FEEDBACK = re.compile(r"(?<!#)#(?!#)")

Plain = Callable[[str], str]
"""Makes a text of the file Markdown."""


def hide(text: str) -> str:
    """The text with a control character for each that is escaped, so that the others can be told by themselves."""
    return _ESCAPE.sub(lambda found: _HIDDEN[found[1]], _CONTROL.sub(" ", text))


def show(text: str) -> str:
    """The text with what `hide` has hidden, without backslashes."""
    return text.translate(_SHOWN)


def answered(stem: str, body: str, tail: str, plain: Plain) -> Asked:
    """The question with the answer that the braces hold.

    Args:
        stem: What stands before the braces, as Markdown.
        body: What stands between them, hidden.
        tail: What stands behind them, as Markdown: then a word is missing there.
        plain: For the texts of the body.
    """
    body, _, explanation = body.partition("####")
    explanation, stem = plain(explanation), f"{stem} {GAP} {tail}".strip() if tail else stem
    truth = _TRUE_FALSE.fullmatch(body)
    if not body.strip():
        return Asked(stem, explanation)
    if truth:
        reasons = [plain(part) for part in _FEEDBACK.split(truth[2] or "")]
        right = truth[1].upper().startswith("T")
        return quiz.true_false(stem, right, "\n\n".join(filter(None, (*reasons[-1:], explanation))))
    if body.lstrip().startswith("#"):
        return quiz.short(stem, _numbers(body.lstrip()[1:], plain), explanation)
    options = [option for option in _options(body, plain) if option.text]
    if "~" in body:
        return quiz.choice(stem, options, explanation)
    if options and all("->" in option.text for option in options):
        pairs = [tuple(map(str.strip, option.text.split("->", 1))) for option in options]
        return quiz.matching(stem, [(one, other) for one, other in pairs], explanation)
    return quiz.short(stem, options, explanation)


def _options(body: str, plain: Plain) -> list[Option]:
    """The answers of a body that begin with `=` or `~`; text before the first of them is one as well."""
    signs = [found.start() for found in re.finditer("[=~]", body)]
    starts = signs if signs and not body[: signs[0]].strip() else [-1, *signs]
    ends = [*starts[1:], len(body)]
    return [
        _option(body[start] if start >= 0 else "=", body[start + 1 : end], plain)
        for start, end in zip(starts, ends, strict=True)
    ]


def _option(sign: str, text: str, plain: Plain) -> Option:
    share = 100.0 if sign == "=" else 0.0
    if found := _SHARE.match(text):
        share, text = _number(found[1]), text[found.end() :]
    said, *reasons = _FEEDBACK.split(text, maxsplit=1)
    return Option(plain(said), share, plain("".join(reasons)))


def _numbers(body: str, plain: Plain) -> list[Option]:
    """Numbers with what they may be off, `3.14:0.01`, or from and to, `1..5`."""
    options = _options(body, plain)
    return [Option(_ranged(option.text), option.share, option.feedback) for option in options if option.text]


def _ranged(text: str) -> str:
    number, colon, tolerance = text.partition(":")
    if colon:
        return number.strip() if _number(tolerance) == 0 else f"{number.strip()} ± {tolerance.strip()}"
    return text.replace("..", " … ")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
