"""What a candidate's reply to "which do you mean?" does to the doubt."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from interviewer.model import Doubt, Match, Question, Score, Status
from interviewer.scoring.rubric import is_unsure, with_matches
from interviewer.scoring.text import normalise

_DENIED = re.compile(r"(?:\bnot|\binstead of|\brather than|n't|不是|而非|并非|不)\W*(?:the\W+|an?\W+)?\Z")


def settle_by_replies(
    question: Question, score: Score, replies: Mapping[str, str], grade: Callable[[Question, str], Score]
) -> Score:
    """The score with the doubts settled that the candidate was asked about.

    A reply that says the wrong thing again makes the point contradicted, one that says the right thing clears the
    doubt, any other leaves it. So the outcome depends on nothing but what was said.

    Args:
        question: The question.
        score: Of all that was said.
        replies: What the candidate replied, by the id of the doubtful point.
        grade: Scores an answer to the question.
    """
    settled = tuple(
        _settled(match, replies[match.point_id], grade(question, replies[match.point_id]).match(match.point_id))
        if match.doubt and match.point_id in replies
        else match
        for match in score.matches
    )
    return with_matches(question, score, settled)


def _settled(match: Match, reply: str, alone: Match) -> Match:
    assert match.doubt is not None
    stands = _stands_by(match.doubt, reply, alone)
    if stands is None:
        return match
    if stands:
        return replace(match, status=Status.CONTRADICTED, coverage=0.0, unsure=False)
    return replace(match, doubt=None, unsure=is_unsure(match.coverage))


def _stands_by(doubt: Doubt, reply: str, alone: Match) -> bool | None:
    """Whether the reply says the wrong thing again (True) or the right one (False); None where it says both or none.

    Naming one of the two is enough; who names none of them may say it in a sentence of another wording.
    """
    said, expected = _named(doubt.said, doubt.expected, reply), _named(doubt.expected, doubt.said, reply)
    if said != expected:
        return said
    if said or alone.status is Status.MISSING:
        return None
    return alone.doubt is not None or alone.status is Status.CONTRADICTED


def _named(words: str, other: str, reply: str) -> bool:
    """Whether the reply uses the words without denying them, and not only inside the longer `other`."""
    text, wanted, rival = (normalise(part).text for part in (reply, words, other))
    if wanted in rival:
        text = text.replace(rival, " ")
    edge = r"\b" if wanted.isascii() else ""
    found = re.finditer(f"{edge}{re.escape(wanted)}{edge}", text)
    return any(not _DENIED.search(text, 0, match.start()) for match in found)
