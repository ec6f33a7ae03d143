"""144 answers as candidates type them, graded point by point by a person who had not seen the bank's rewordings."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from interviewer.bank import Bank
from interviewer.model import Question, Score, Status
from interviewer.scoring import Scorer

ANSWERS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))

Graded = list[tuple[Question, dict[str, Any], Score]]


@pytest.fixture(scope="module")
def graded(bank: Bank, grader: Scorer) -> Graded:
    return [
        (question, answer, grader.score(question, answer["answer"]))
        for answer in ANSWERS
        for question in [bank.get(answer["question"])]
    ]


def _label(answer: dict[str, Any], point_id: str) -> str:
    labels = ("covered", "partial", "contradicted")
    return next((label for label in labels if point_id in (answer.get(label) or [])), "missing")


def _share(graded: Graded, label: str, status: Status) -> float:
    """Of the points with this label, the share that the scorer gives this status."""
    counts = Counter(
        match.status
        for _, answer, score in graded
        for match in score.matches
        if _label(answer, match.point_id) == label
    )
    return counts[status] / counts.total()


def test_most_points_made_are_found_and_few_others_are(graded: Graded) -> None:
    assert _share(graded, "covered", Status.COVERED) >= 0.8
    assert _share(graded, "missing", Status.COVERED) <= 0.15


def test_right_answers_are_seldom_called_contradictions(graded: Graded) -> None:
    assert _share(graded, "covered", Status.CONTRADICTED) <= 0.05
    assert _share(graded, "contradicted", Status.CONTRADICTED) >= 0.25


def test_scores_agree_with_the_person(graded: Graded) -> None:
    human = [
        sum(point.weight * (_label(answer, point.id) == "covered") for point in question.key_points)
        / sum(point.weight for point in question.key_points)
        for question, answer, _ in graded
    ]
    assert np.corrcoef(human, [score.overall for _, _, score in graded])[0, 1] >= 0.75


def test_no_answer_to_its_own_question_is_sent_elsewhere(graded: Graded) -> None:
    assert [answer["answer"] for _, answer, score in graded if score.belongs_to] == []


def test_answers_to_another_topic_score_little_and_most_are_sent_home(bank: Bank, grader: Scorer) -> None:
    scores = [
        (grader.score(question, answer["answer"]), answer["question"])
        for answer in ANSWERS[::9]
        for question in bank.questions
        if question.topic != bank.get(answer["question"]).topic
    ]
    assert np.mean([score.overall for score, _ in scores]) <= 0.1
    assert np.mean([score.belongs_to == home for score, home in scores]) >= 0.5


def test_evidence_is_the_candidates_own_words(graded: Graded) -> None:
    for _, answer, score in graded:
        for match in score.matches:
            if match.status is Status.MISSING:
                assert match.evidence is None
            else:
                assert match.evidence is not None
                assert match.quote == answer["answer"][match.evidence.start : match.evidence.end] != ""
