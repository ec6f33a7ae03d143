"""A question file -> what the question's own texts and sample answers earn, as often as the file changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from interviewer.model import Language, Question
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
        return TryOut(question, tuple(Trial(sample, score(sample.text)) for sample in samples(asked, answers)))


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
