"""Rules about rewordings and wrong claims: what they earn, and whether they say anything new."""

from collections.abc import Iterator

from interviewer.bank.lint.rule import Case, Found, Spot, of_point, quoted
from interviewer.bank.lint.words import shared
from interviewer.bank.naming import said
from interviewer.counting import counted
from interviewer.model import KeyPoint, Language, Question, Status
from interviewer.model.finding import Neighbourhood

FEWEST_REWORDINGS = 2

MOST_SHARED = 0.6
"""A rewording that shares more than this of its words with the point only repeats it."""

UNRELATED, UNRELATED_TO_FEW = 0.55, 0.46
"""A cosine below which a text without a word in common has nothing to do with another; the second one in a question of
few texts, where a free rewording finds none that is near. With the built-in encoder none of 828 rewordings of the
built-in bank is so far from its question, nor of 2,072 in parts of one to three points of it; of sentences about
anything else 7 in 10 are, and half to three quarters in such parts."""

MANY_TEXTS = 60
"""Question, points, rewordings, probes and sentences of the model answer, in both languages."""

AT_ANOTHER, LEAD, CLEAR_LEAD = 0.85, 0.05, 0.25
"""A rewording is at the wrong point when it is so near (in cosine) to another one's wording and nearer than to its own,
or nearer by far, however near that is. No rewording of the built-in bank is."""

MOST_ELSEWHERE = 0.6
"""A rewording is at the wrong point, too, when the other one's text has this share of its telling words and its own
point has none: one of two may be chance. No rewording of the built-in bank is."""


def few_rewordings(case: Case) -> Iterator[Found]:
    """Points that are known in one wording only."""
    for point in case.question.key_points:
        for language in case.question.text.languages:
            count = len(point.accept.get(language, ()))
            if point.text[language] and count < FEWEST_REWORDINGS:
                yield Found(
                    f"{point.id} has {counted(count, 'rewording') if count else 'no rewordings'} in {language}; "
                    f"{FEWEST_REWORDINGS} make the score fairer",
                    "Add ways to say it that share few words with the point.",
                    of_point(point.id, "accept"),
                )


def no_wrong_claim(case: Case) -> Iterator[Found]:
    """Points of which no usual mistake is known."""
    for point in case.question.key_points:
        if not any(point.contradicts.values()):
            yield Found(
                f"{point.id} names no wrong claim",
                "Write what candidates get wrong about it under `contradicts`.",
                of_point(point.id),
            )


def rewording_repeats(case: Case) -> Iterator[Found]:
    """A rewording that uses the point's own words."""
    for point, language, spot, wording in _wordings(case.question):
        if point.text[language] and shared(wording, point.text[language]) > MOST_SHARED:
            yield Found(
                f"{point.id}: this rewording repeats the point: {quoted(wording)}",
                "Say it as somebody would who does not know your words.",
                spot,
            )


def rewording_misses(case: Case) -> Iterator[Found]:
    """A rewording that does not earn its point, or has nothing to do with it."""
    lost = {(n.point_id, n.language, n.number) for n in case.neighbourhoods if _is_unrelated(n)}
    for point, language, spot, wording in _wordings(case.question):
        if (point.id, language, int(spot[-1])) in lost:
            why = "has nothing in common with the rest of the question"
        elif case.status(point.id, wording) is not Status.COVERED:
            why = f"does not earn the point, {_verdict(case, point.id, wording)}"
        else:
            continue
        yield Found(
            f"{point.id}: this rewording {why}: {quoted(wording)}",
            "Word it as a whole sentence about this point, or drop it.",
            spot,
        )


def _verdict(case: Case, point_id: str, wording: str) -> str:
    match = case.score(wording).match(point_id)
    return f"it is taken for the wrong claim {quoted(match.claim, 40)}" if match.claim else f"it is {match.status}"


def _is_unrelated(found: Neighbourhood) -> bool:
    nearest = UNRELATED if found.texts >= MANY_TEXTS else UNRELATED_TO_FEW
    return found.whole < nearest and not found.shares_words


def rewording_elsewhere(case: Case) -> Iterator[Found]:
    """A rewording that reaches another point better than its own."""
    for found in case.neighbourhoods:
        wording = case.question.point(found.point_id).accept[found.language][found.number]
        if other := _nearer_point(found) or _point_in_words(case, found, wording):
            yield Found(
                f"{found.point_id}: this rewording is nearer to {other}: {quoted(wording)}",
                f"Move it to {other}, or say what sets the two points apart.",
                of_point(found.point_id, "accept", found.language.value, str(found.number)),
            )


def _nearer_point(found: Neighbourhood) -> str:
    """The other point whose wordings are nearer by the vectors; empty where none is."""
    lead = found.other - found.own
    is_nearer = lead >= CLEAR_LEAD or (found.other >= AT_ANOTHER and lead >= LEAD)
    return found.other_point if is_nearer else ""


def _point_in_words(case: Case, found: Neighbourhood, wording: str) -> str:
    """The other point whose text has most of the rewording's words, where the rewording's own has none of them."""
    own = case.question.point(found.point_id)
    texts = [own.text[found.language], *own.accept[found.language]]
    if any(case.scoring.share_said(wording, text) for text in texts if text != wording):
        return ""
    others = (point for point in case.question.key_points if point is not own)
    shares = ((case.scoring.share_said(wording, point.text[found.language]), point.id) for point in others)
    share, point_id = max(shares, default=(0.0, ""))
    return point_id if share >= MOST_ELSEWHERE else ""


def wrong_claim_earns(case: Case) -> Iterator[Found]:
    """A wrong claim that scores as right, or would if it was not listed as wrong."""
    yield from _right_claims(case)
    for point in case.question.key_points:
        for language, claims in point.contradicts.items():
            for number, claim in enumerate(claims):
                if case.status(point.id, claim) is Status.COVERED and not _is_accepted(case.question, claim):
                    yield Found(
                        f"{point.id}: this wrong claim earns the point: {quoted(claim)}",
                        "Word it so that it says clearly something else than the point and its rewordings.",
                        of_point(point.id, "contradicts", language.value, str(number)),
                    )


def _right_claims(case: Case) -> Iterator[Found]:
    for found in case.scoring.right_claims(case.question):
        claim = case.question.point(found.point_id).contradicts[found.language][found.number]
        if not _is_accepted(case.question, claim):
            yield Found(
                f"{found.point_id}: this wrong claim says what {found.said_point} says, and would earn "
                f"{found.coverage:.0%} of it: {quoted(claim)}",
                "Drop it or accept it if it is right; if it is wrong, say so in words that the point has not got.",
                of_point(found.point_id, "contradicts", found.language.value, str(found.number)),
            )


def wrong_claim_accepted(case: Case) -> Iterator[Found]:
    """A wrong claim that is accepted in the same words."""
    right = {said(text): point.id for point in case.question.key_points for text in _right(point)}
    for point in case.question.key_points:
        for language, claims in point.contradicts.items():
            for number, claim in enumerate(claims):
                if said(claim) in right:
                    yield Found(
                        f"{point.id}: this wrong claim is also accepted for {right[said(claim)]}: {quoted(claim)}",
                        "Keep it in one of the two places.",
                        of_point(point.id, "contradicts", language.value, str(number)),
                    )


def _is_accepted(question: Question, claim: str) -> bool:
    return any(said(claim) == said(text) for point in question.key_points for text in _right(point))


def _right(point: KeyPoint) -> list[str]:
    """Everything that is accepted for a point."""
    accepted = [text for texts in point.accept.values() for text in texts]
    return [*(point.text[language] for language in point.text.languages), *accepted]


def _wordings(question: Question) -> Iterator[tuple[KeyPoint, Language, Spot, str]]:
    for point in question.key_points:
        for language, wordings in point.accept.items():
            for number, wording in enumerate(wordings):
                yield point, language, of_point(point.id, "accept", language.value, str(number)), wording
