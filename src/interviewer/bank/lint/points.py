"""Rules about key points: each makes one claim, which neither the question nor another point makes already."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from interviewer.bank.lint.rule import Case, Found, of_point, quoted
from interviewer.model import KeyPoint, Language, Localized, Status

MOST_GIVEN = 0.8
"""A point of whose telling words the question has this share, in whatever form, asks for nothing. No question of the
built-in bank has more than two in three."""

EARNED_WELL, EARNED_ONE_WAY = 0.85, 0.95
"""Two points overlap when each one's text earns the other and one of them so well; or one earns the other so well that
its own text could hardly do better. In the built-in bank two opposites in parallel words reach .78 both ways."""

GIVEN_FROM = 0.85
"""What saying the question back must reach of a point that it gives away. No question of the built-in bank reaches .75,
questions that hold a point's claim reach .9 and more."""

SHORTEST_CLAIM = {Language.ZH: 6, Language.EN: 12}
"""Characters; what is shorter only adds to the claim before it."""

_SEAM = {
    Language.ZH: re.compile(
        "[；;]|[。！？](?=.)|，?(?:并且|而且|此外|另外|与此同时|不仅如此|除此之外)|，(?:同时也|同时还)|，(?=但|不过|然而)"
    ),
    Language.EN: re.compile(
        r"[;.!?]\s+(?=\S)|,?\s+and\s+(?:(?:it|they)\s|(?:also|in addition|furthermore|moreover|additionally)\b)"
        r"|,?\s+(?:moreover|furthermore|additionally|besides|in addition),"
    ),
}
"""What stands between two claims."""

_SUBJECT = r"(?:(?:the|an?)\s+)?(?!(?:the|an?|there|with|in|at|on|for|if|when)\b)[\w-]+\s+"

_PARALLEL = {
    Language.ZH: re.compile(
        r"^(?P<subject>[A-Za-z]\w*)\s*[\u3400-\u9fff][^，。：]*(?P<seam>，)"
        r"(?!(?P=subject)\b)[A-Za-z]\w*\s*[\u3400-\u9fff][^，。：]*$"
    ),
    Language.EN: re.compile(
        rf"^{_SUBJECT}(?P<verb>is|are|has|have|was|were|\w+s)\s(?:(?!\b(?:which|that)\b)[^.;:])*?"
        rf"(?P<seam>,?\s+and)\s+{_SUBJECT}(?P=verb)\s",
        re.IGNORECASE,
    ),
}
"""Two clauses made alike: one-word subjects with the same verb, or Chinese clauses that begin with two names."""

_BELONGS = {
    Language.ZH: re.compile("例如|比如|譬如|也就是说|即|所以|因此|因而|否则|这样"),
    Language.EN: re.compile(
        r"\b(?:for example|for instance|e\.g\.|that is|i\.e\.|so|hence|therefore|thus|otherwise|this is why)\b",
        re.IGNORECASE,
    ),
}
"""What makes the second part an example or a consequence of the first."""

_REASON = {
    Language.ZH: re.compile("因为|由于|因此|所以|从而|如果|只有|当"),
    Language.EN: re.compile(r"\b(?:because|since|so|therefore|if|when|only)\b", re.IGNORECASE),
}
"""What makes both parts reasons, consequences or conditions of one claim."""

_ASIDE = re.compile(r"[（(][^（()）]*[)）]|`[^`]*`|\"[^\"]*\"|“[^”]*”|\b(?:e\.g|i\.e|etc|vs|cf|al)\.")


def not_atomic(case: Case) -> Iterator[Found]:
    """A point that makes two claims: who says one of them has said half of it."""
    for point in case.question.key_points:
        for language in point.text.languages:
            text = point.text[language]
            if seam := _seam(text, language):
                second = text[seam:].lstrip("；;。.，, ")
                yield Found(
                    f"{point.id} makes two claims; the second begins at {quoted(second, 40)}",
                    "Make two key points of it, or word it as one claim.",
                    of_point(point.id, "text", language.value),
                )


def _seam(text: str, language: Language) -> int:
    """Where the second claim begins; 0 where there is none."""
    outside = _ASIDE.sub(lambda found: "·" * len(found[0]), text).rstrip(" 。.！!？?；;")
    for start, end in _places(outside, language):
        before, after = outside[:start], outside[end:]
        joins = outside[start:end].strip()[0] not in "；;。！？.!?"
        is_long = min(len(before), len(after)) >= SHORTEST_CLAIM[language]
        if is_long and not _BELONGS[language].search(after) and not (joins and _REASON[language].search(before)):
            return start
    return 0


def _places(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where a second claim may begin: the ends of what stands between the two."""
    yield from (found.span() for found in _SEAM[language].finditer(text))
    if found := _PARALLEL[language].search(text):
        yield found.span("seam")


def overlapping_points(case: Case) -> Iterator[Found]:
    """Two points of which one is earned by saying the other."""
    for first, second in combinations(case.question.key_points, 2):
        for language in Language:
            if first.text[language] and second.text[language] and (how := _overlap(case, first, second, language)):
                yield Found(
                    f"{second.id} overlaps with {first.id}: {how}",
                    "Make one point of both, or let each say what the other does not.",
                    of_point(second.id, "text", language.value),
                )
                break


def _overlap(case: Case, first: KeyPoint, second: KeyPoint, language: Language) -> str:
    """In which way one earns the other; empty where neither does."""
    there = case.score(first.text[language]).match(second.id).coverage
    back = case.score(second.text[language]).match(first.id).coverage
    covers = (
        case.status(second.id, first.text[language]) is Status.COVERED,
        case.status(first.id, second.text[language]) is Status.COVERED,
    )
    if all(covers) and max(there, back) >= EARNED_WELL:
        return f"an answer that says one earns the other ({there:.0%} and {back:.0%})"
    if covers[0] and there >= EARNED_ONE_WAY:
        return f"an answer that says {first.id} earns it, too ({there:.0%})"
    if covers[1] and back >= EARNED_ONE_WAY:
        return f"an answer that says it earns {first.id}, too ({back:.0%})"
    return ""


def given_away(case: Case) -> Iterator[Found]:
    """A point that the question itself makes: to say it back is no knowledge."""
    question = case.question
    unasked = replace(question, id=f"{question.id}?", text=Localized())
    for language in question.text.languages:
        asked = question.text[language]
        earned = case.scoring.grade(unasked, asked)
        for point in question.key_points:
            share = case.scoring.share_said(point.text[language], asked)
            if share >= MOST_GIVEN or earned.match(point.id).coverage >= GIVEN_FROM:
                why = _why_given(share)
                yield Found(
                    f"the question gives {point.id} away: {why}",
                    "Ask without saying it, or drop the point.",
                    of_point(point.id, "text", language.value),
                )


def _why_given(share: float) -> str:
    if share < MOST_GIVEN:
        return "saying the question back would earn it"
    return "its words are all in the question" if share == 1 else f"{share:.0%} of its words are in the question"


def no_probe(case: Case) -> Iterator[Found]:
    """A point that nobody can be asked about when it is missing."""
    for point in case.question.key_points:
        if not point.probe.languages:
            yield Found(
                f"{point.id} has no probe",
                "Write the follow-up question that an interviewer asks when it is missing.",
                of_point(point.id),
            )
