"""What an author should look at in a question that loads: one rule, one function. Pure."""

import re
from collections.abc import Callable, Iterator

from interviewer.model import Issue, KeyPoint, Place, Question, Score, Status

FEWEST_POINTS, MOST_POINTS = 3, 9
FEWEST_REWORDINGS = 2

MOST_SHARED = 0.6
"""A rewording that shares more than this of its words with the point only repeats it."""

MODEL_ANSWER_SCORE = 0.85
"""What a model answer must reach, or it and the key points do not fit each other."""

Grade = Callable[[Question, str], Score]
Finding = tuple[str, str]
"""The id of the key point it is about, or an empty string for the whole question; and the message."""


def lint_question(question: Question, place: Place, grade: Grade) -> list[Issue]:
    """Every finding about one question, in the order of its lines.

    Args:
        grade: Scores an answer to a question, so that wordings can be tried out.
    """
    findings = [
        *_question_findings(question, place),
        *(finding for point in question.key_points for finding in _point_findings(question, point)),
        *_graded_findings(question, grade),
    ]
    issues = [Issue(place.path, place.lines.get(point_id, 1), message) for point_id, message in findings]
    return sorted(issues, key=lambda issue: issue.line)


def _question_findings(question: Question, place: Place) -> Iterator[Finding]:
    if not place.path.with_suffix("").as_posix().endswith(question.id):
        yield "", f"the id {question.id!r} is not the file's path; one of them should change"
    if not FEWEST_POINTS <= len(question.key_points) <= MOST_POINTS:
        count = len(question.key_points)
        yield "", f"{count} key points; {FEWEST_POINTS} to {MOST_POINTS} can be asked and remembered"
    for language in question.text.languages:
        if not question.model_answer[language]:
            yield "", f"no model answer in {language}"
    if not question.sources:
        yield "", "no source backs the claims"
    grouped = [point_id for group in question.any_of for point_id in group.points]
    for point_id in sorted({point_id for point_id in grouped if grouped.count(point_id) > 1}):
        yield point_id, f"{point_id} is in two any_of groups, so it would count twice"


def _point_findings(question: Question, point: KeyPoint) -> Iterator[Finding]:
    for language in question.text.languages:
        if not point.text[language]:
            yield point.id, f"{point.id} has no text in {language}"
            continue
        if not point.probe[language]:
            yield point.id, f"{point.id} has no probe in {language}"
        rewordings = point.accept.get(language, ())
        if len(rewordings) < FEWEST_REWORDINGS:
            yield point.id, f"{point.id} needs {FEWEST_REWORDINGS} rewordings in {language}"
        if not point.contradicts.get(language):
            yield point.id, f"{point.id} names no wrong claim in {language}"
        for wording in rewordings:
            if _shared(wording, point.text[language]) > MOST_SHARED:
                yield point.id, f"{point.id}: this rewording repeats the point: {wording}"


def _graded_findings(question: Question, grade: Grade) -> Iterator[Finding]:
    for language in question.model_answer.languages:
        score = grade(question, question.model_answer[language])
        if score.overall < MODEL_ANSWER_SCORE:
            missed = ", ".join(point.id for point, _ in score.missed(question))
            yield "", f"the model answer in {language} scores {score.overall:.2f}; it misses {missed}"
    for point in question.key_points:
        for wordings in point.accept.values():
            for wording in wordings:
                if _status(question, point, wording, grade) is not Status.COVERED:
                    yield point.id, f"{point.id}: this rewording does not earn the point: {wording}"
        for wordings in point.contradicts.values():
            for wording in wordings:
                if _status(question, point, wording, grade) is Status.COVERED:
                    yield point.id, f"{point.id}: this wrong claim earns the point: {wording}"


def _status(question: Question, point: KeyPoint, answer: str, grade: Grade) -> Status:
    return grade(question, answer).match(point.id).status


def _shared(wording: str, text: str) -> float:
    """The share of the wording's words (pairs of characters in Chinese) that the text has too, in [0, 1]."""
    words = _words(wording)
    return len(words & _words(text)) / len(words) if words else 1.0


def _words(text: str) -> set[str]:
    words = set(re.findall(r"[a-z0-9]{4,}", text.lower()))
    for run in re.findall(r"[\u4e00-\u9fff]+", text):
        words |= {run[start : start + 2] for start in range(len(run) - 1)}
    return words
