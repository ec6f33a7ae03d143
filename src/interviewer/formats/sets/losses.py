"""What a file for another program cannot carry, in words."""

from interviewer.model.question_set import Kit, Part


def left_out(kit: Kit, kind: str) -> tuple[str, ...]:
    """What is not in a file that can hold the questions with their key or without it."""
    whole = "" if Part.KEY in kit.parts else f"Without the key, {kind} cannot be taken in again as it was."
    return tuple(filter(None, (*no_scorecard(kit, kind), whole)))


def always_whole(kit: Kit, kind: str) -> tuple[str, ...]:
    """What is not in a file that always holds the whole questions, and that the key is in it even so."""
    whole = "" if Part.KEY in kit.parts else f"The key is in {kind} all the same: it is not for candidates."
    return tuple(filter(None, (*no_scorecard(kit, kind), whole)))


def no_scorecard(kit: Kit, kind: str) -> tuple[str, ...]:
    """That the scorecard is not in the file, where it was wanted."""
    return (f"The scorecard is not in {kind}.",) if Part.SCORECARD in kit.parts else ()
