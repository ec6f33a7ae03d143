"""An answer with its score <-> the JSON object that stands in the file of scores."""

from typing import Any

from interviewer.grading.answers import Answer
from interviewer.grading.review import reasons_to_look, unsureness
from interviewer.model import Doubt, Language, Match, Opposition, Question, Score, Span, Status, Unreadable

Record = dict[str, Any]
"""A row of the file of scores, as JSON has it."""


def record_of(answer: Answer, score: Score) -> Record:
    """The row; the points stand in the question's order. What could not be read has neither score nor points."""
    reasons = reasons_to_look(answer, score)
    return {
        "row": answer.row or None,
        "id": answer.id or None,
        "candidate": answer.candidate,
        "question_id": answer.question.id,
        "score": None if answer.unread else score.overall,
        "human_score": answer.human_score,
        "unanswered": not answer.unread and not answer.text.strip(),
        "unread": answer.unread,
        "needs_review": bool(reasons),
        "reasons": list(reasons),
        "unsure": unsureness(answer, score, reasons),
        "belongs_to": score.belongs_to or None,
        "unreadable": score.unreadable,
        "learned": score.learned.change if score.learned else None,
        "points": [] if answer.unread else [_point(match) for match in score.matches],
        "missing": [] if answer.unread else [point.id for point, _ in score.missed(answer.question)],
        "lang": answer.language or Language.of(answer.text),
        "scorer": score.scorer,
        "answer": answer.text,
    }


def _point(match: Match) -> Record:
    return {
        "id": match.point_id,
        "status": match.status,
        "coverage": match.coverage,
        "evidence": match.quote,
        "span": [match.evidence.start, match.evidence.end] if match.evidence else None,
        "unsure": match.unsure,
        "claim": match.claim or None,
        "doubt": {"kind": match.doubt.kind, "said": match.doubt.said, "expected": match.doubt.expected}
        if match.doubt
        else None,
        "judge": match.judge or None,
        "learned": match.learned or None,
    }


def score_of(record: Record) -> Score:
    """The score that a row tells, but for which graded answer a correction rests on; the row must have one."""
    return Score(
        record["score"],
        tuple(_match(point) for point in record["points"]),
        record["scorer"],
        record["belongs_to"] or "",
        unreadable=Unreadable(record["unreadable"]) if record["unreadable"] else None,
    )


def _match(point: Record) -> Match:
    doubt = point["doubt"]
    return Match(
        point["id"],
        point["coverage"],
        Status(point["status"]),
        Span(*point["span"]) if point["span"] else None,
        point["evidence"],
        point["claim"] or "",
        doubt=Doubt(Opposition(doubt["kind"]), doubt["said"], doubt["expected"]) if doubt else None,
        judge=point["judge"] or "",
        unsure=point["unsure"],
        learned=point["learned"] or 0.0,
    )


def belongs(record: object, answer: Answer) -> bool:
    """Whether a row that was read back is the one of this answer, whole."""
    return (
        isinstance(record, dict)
        and record.get("candidate") == answer.candidate
        and record.get("question_id") == answer.question.id
        and record.get("answer") == answer.text
        and record.get("row") == (answer.row or None)
        and record.get("unread") == answer.unread
    )


def language_of(record: Record, question: Question) -> Language:
    """What the answer is written in; where it does not tell, what the question is."""
    return Language(record["lang"]) if record["lang"] else question.text.languages[0]
