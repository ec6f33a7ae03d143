"""Rules about a question's model answer, and about its like elsewhere in the bank."""

from collections.abc import Iterator

from interviewer.bank.lint.rule import Case, Found, Kin, quoted
from interviewer.bank.naming import said
from interviewer.model import Question

MODEL_ANSWER_SCORE = 0.85
"""What a model answer must reach, or it and the key points do not fit each other."""

SHARED_POINTS = 0.5
"""Two questions that are worded alike and have at least this share of points in common are one."""


def no_model_answer(case: Case) -> Iterator[Found]:
    """A question without a model answer, which its points are calibrated by."""
    if not case.question.model_answer.languages:
        yield Found(
            "no model answer; the scorer learns from it what a good answer reaches",
            "Write under `model_answer` what an answer that makes every point would say.",
        )


def model_answer_misses(case: Case) -> Iterator[Found]:
    """A model answer that does not make every point."""
    answer = case.question.model_answer
    for language in answer.languages:
        score = case.score(answer[language])
        spot = ("model_answer", language.value)
        missed = ", ".join(point.id for point, match in score.missed(case.question) if not match.claim)
        says = f"the model answer in {language} scores {score.overall:.0%}"
        for match in score.matches:
            if match.claim:
                yield Found(
                    f"{says}; of {match.point_id} it makes a wrong claim: {quoted(match.claim)}",
                    "Drop that claim if it is right, or mend the answer.",
                    spot,
                )
        if missed or (score.overall < MODEL_ANSWER_SCORE and not any(match.claim for match in score.matches)):
            yield Found(
                says + (f"; it misses {missed}" if missed else ""),
                "Make the missed points in it, or drop them; `interviewer bank try` shows what each text earns.",
                spot,
            )


def near_duplicate(case: Case) -> Iterator[Found]:
    """A question that the bank asks twice, in whichever words and language; of two under review at the later id."""
    for kin in case.kin:
        told_there = kin.question_id > case.question.id and kin.question_id in case.reviewed
        if kin.question_id in case.bank.places and not told_there and (how := _sameness(case, kin)):
            yield Found(
                f"asks the same as {kin.question_id} ({how}), which is {case.bank.places[kin.question_id].path}",
                "Keep one of them and give it the other's rewordings, or ask for something else.",
                ("question",),
            )


def _sameness(case: Case, kin: Kin) -> str:
    """In what the other question is the same; empty where it is another one, only about the same subject."""
    share = f"{kin.shared_points:.0%} of the key points in common"
    if kin.likeness is None:
        return f"{share}, though worded otherwise"
    alike = f"{kin.likeness:.0%} alike"
    if not (case.question.key_points and kin.question_id in case.bank):
        return alike
    is_same = kin.shared_points >= SHARED_POINTS or _are_said_alike(case.question, case.bank.get(kin.question_id))
    return f"{alike}, {share}" if is_same else ""


def _are_said_alike(one: Question, other: Question) -> bool:
    """Whether they are asked in the same words, in any language."""
    return any(said(one.text[language]) == said(other.text[language]) for language in one.text.languages)
