"""Moodle's embedded answers: `{1:SHORTANSWER:=Paris#Right!~%50%Lyon}` in the middle of a text."""

import re

from interviewer.formats.questions.quiz import GAP

_EMBEDDED = re.compile(r"\{\d{0,3}:([A-Z_]{1,30}):((?:[^{}\\]|\\.)*+)\}", re.DOTALL)
_BETWEEN = re.compile(r"(?<!\\)~")
_REASON = re.compile(r"(?<!\\)#")
_SHARE = re.compile(r"%(-?[\d.]{1,10})%")


def gaps_of(text: str) -> tuple[str, list[str]]:
    """The text with gaps, and what belongs into each; choices stand in the gap."""
    words: list[str] = []

    def gap(found: re.Match[str]) -> str:
        offered = [_option(option) for option in _BETWEEN.split(found[2]) if option]
        right = [name for name, share in offered if share > 0]
        words.append(right[0] if right else "?")
        choices = " / ".join(name for name, _ in offered) if found[1].startswith(("M", "MULTI")) else ""
        return f"{GAP} ({choices})" if choices else GAP

    return _EMBEDDED.sub(gap, text), words


def _option(text: str) -> tuple[str, float]:
    """An answer and its share of the marks in percent."""
    share = 100.0 if text.startswith("=") else 0.0
    name = text.removeprefix("=")
    if found := _SHARE.match(name):
        share, name = _number(found[1]), name[found.end() :]
    return re.sub(r"\\([~=#{}\\/\"])", r"\1", _REASON.split(name)[0]).strip(), share


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
