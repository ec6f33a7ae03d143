"""A question file -> what the question's own texts and sample answers earn, as often as the file changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from interviewer.model import Language, Question, Score
from interviewer.model.tryout import Sample, SampleKind, Trial, TryOut
from interviewer.session.grader import Grader


class Bench:
    """One question file, tried out again and again while its author changes it."""

    def __init__(self, grader: Grader, path: Path, question_id: str) -> None:
        """Prepares it; nothing is read yet.

        Args:
            grader: Scores like in an interview with the bank.
            path: The question's file.
            question_id: Its id in the bank; empty where the bank does not have it.
        """
        self.path = path
        self._grader = grader
        self._question_id = question_id

    def try_out(self, answers: Sequence[str]) -> TryOut:
        """What the file's texts earn now, and these answers before them.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        from interviewer.bank.reader import read_question

        question, _, issues = read_question(self.path)
        if question is None:
            return TryOut(None, (), tuple(issues))
        if not question.key_points:
            return TryOut(question)
        asked = replace(question, draft=False)
        score = self._grader.trial_of(asked, self._question_id)
        right = self._right_claims(asked)
        return TryOut(
            question,
            tuple(
                Trial(sample, right[sample], is_right=True) if sample in right else Trial(sample, score(sample.text))
                for sample in samples(asked, answers)
            ),
        )

    def _right_claims(self, question: Question) -> dict[Sample, Score]:
        """What the wrong claims that are right earn where they are not listed."""
        from interviewer.session.wrong_claims import right_claims

        return {
            Sample(
                SampleKind.WRONG_CLAIM,
                question.point(found.point_id).contradicts[found.language][found.number],
                found.point_id,
                found.language,
            ): found.score
            for found in right_claims(self._grader.encoder, self._grader.grade_unlearnt, question)
        }


def samples(question: Question, answers: Sequence[str]) -> Iterator[Sample]:
    """The answers, then what the question itself holds, point by point."""
    yield from (Sample(SampleKind.ANSWER, answer) for answer in answers)
    for language in question.model_answer.languages:
        yield Sample(SampleKind.MODEL, question.model_answer[language], language=language)
    for language in question.text.languages:
        yield Sample(SampleKind.QUESTION, question.text[language], language=language)
    for point in question.key_points:
        for kind, wordings in ((SampleKind.REWORDING, point.accept), (SampleKind.WRONG_CLAIM, point.contradicts)):
            for language in Language:
                yield from (Sample(kind, text, point.id, language) for text in wordings.get(language, ()))
