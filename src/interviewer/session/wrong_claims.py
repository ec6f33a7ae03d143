"""The wrong claims of a question that are right: a listed claim always fits itself, so it is tried as if it was not."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from interviewer.model import KeyPoint, Language, Question, Score
from interviewer.model.finding import RightClaim
from interviewer.scoring.encoder import Encoder
from interviewer.scoring.references import point_wordings
from interviewer.scoring.restating import restates

EARNS_FROM = 0.5
"""The coverage from which a claim in a point's words is right: half of a double point earns little more than this."""


def right_claims(
    encoder: Encoder, grade: Callable[[Question, str], Score], question: Question
) -> tuple[RightClaim, ...]:
    """The wrong claims that say nothing but what a point of the question says, in the question's order.

    Args:
        encoder: Tells which words mean the same.
        grade: The score of an answer to a question that need not be in the bank.
        question: With or without wrong claims.
    """
    points = tuple(replace(point, contradicts={}) for point in question.key_points)
    bare = replace(question, id=f"{question.id}!", key_points=points)
    found = []
    for point, language, number, claim in _claims(question):
        said = [one.id for one in question.key_points if restates(encoder, claim, point_wordings(one, language))]
        if said:
            tried = [RightClaim(point.id, language, number, name, grade(bare, claim)) for name in said]
            found.append(max(tried, key=lambda one: one.coverage))
    return tuple(one for one in found if one.coverage >= EARNS_FROM)


def _claims(question: Question) -> Iterator[tuple[KeyPoint, Language, int, str]]:
    for point in question.key_points:
        for language, claims in point.contradicts.items():
            for number, claim in enumerate(claims):
                yield point, language, number, claim
