"""`interviewer grade`: the score of one answer, or of many, without an interview."""

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import (
    LANGUAGES,
    Wishes,
    bank_option,
    json_option,
    print_json,
    session_for,
    settings_for,
)
from interviewer.errors import ExitCode, UsageError
from interviewer.model import Language, Question, Score

if TYPE_CHECKING:
    from interviewer.session import Session
    from interviewer.settings import Settings


@click.command()
@click.option("--question", "question_id", metavar="ID", help="The question's id.")
@click.option("--answer", metavar="TEXT", help="The answer.")
@click.option("--answer-file", type=click.Path(path_type=Path), metavar="FILE", help="A file with it.")
@click.argument("source", required=False, type=click.Choice(["-"]), metavar="[-]")
@click.option("--answers", type=click.Path(path_type=Path), metavar="FILE", help="Many answers: JSON lines, CSV, TSV.")
@click.option("--set", "asked", type=click.Path(path_type=Path), metavar="FILE", help="Only this set's questions.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where scores go: .jsonl or .csv.")
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE.html", help="Write a report to read.")
@click.option("--restart", is_flag=True, help="Drop what an earlier run has written to --out.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes score; as many as it is worth otherwise.")
@click.option("--lang", type=LANGUAGES, help="Language of key points and report; the answer's otherwise.")
@click.option("--fail-under", type=click.IntRange(0, 100), help="Exit with 1 below this percentage.")
@json_option
@bank_option
@click.pass_obj
def grade(wishes: Wishes, /, banks: tuple[str, ...], **said: Any) -> None:
    """Score an answer: --answer TEXT, --answer-file FILE, or - for stdin; or many: --answers FILE.

    The rows of --answers name a candidate, a question and the answer; or a candidate and have a column per question.
    A run with --out that was stopped goes on where it stopped when it is started again.
    """
    wish = Grade(**said)
    wish.check()
    settings = settings_for(wishes, banks)
    session = session_for(settings)
    if wish.answers:
        _grade_many(session, settings, wish)
    else:
        _grade_one(session, settings, wish)


@dataclass(frozen=True, slots=True)
class Grade:
    """What was asked for: the options by their names."""

    question_id: str | None
    answer: str | None
    answer_file: Path | None
    source: str | None
    answers: Path | None
    asked: Path | None
    out: Path | None
    report: Path | None
    restart: bool
    jobs: int | None
    lang: str | None
    fail_under: int | None
    as_json: bool

    def check(self) -> None:
        """Raises UsageError where the options do not go together."""
        one = (self.question_id, self.answer, self.answer_file, self.source)
        if self.answers:
            if any(value is not None for value in one):
                raise UsageError(
                    "--answers grades many answers, --question one.", "Give one of the two, with what belongs to it."
                )
        elif self.asked or self.out or self.report or self.restart or self.jobs:
            raise UsageError("--set, --out, --report, --restart and --jobs go with --answers.", "Give --answers FILE.")
        elif self.question_id is None:
            raise UsageError("There is no question.", "Give --question ID and an answer, or --answers FILE.")


def _grade_many(session: "Session", settings: "Settings", wish: Grade) -> None:
    from interviewer.cli.grade_answers import Batch, grade_answers

    assert wish.answers is not None
    language = Language(wish.lang) if wish.lang else settings.interface_language
    shared = {
        name: getattr(wish, name) for name in ("asked", "out", "report", "restart", "jobs", "fail_under", "as_json")
    }
    batch = Batch(answers=wish.answers, language=language, **shared)
    grade_answers(session, batch)


def _grade_one(session: "Session", settings: "Settings", wish: Grade) -> None:
    assert wish.question_id is not None
    text = _read(wish.answer, wish.answer_file, wish.source)
    question = session.bank.get(wish.question_id)
    score = session.grader.grade(question, text)
    language = Language(wish.lang) if wish.lang else Language.of(text) or settings.question_language
    if wish.as_json:
        print_json(**_as_json(question, score, language))
    else:
        _print_feedback(question, score, language, settings.interface_language)
    if wish.fail_under is not None and score.overall * 100 < wish.fail_under:
        sys.exit(ExitCode.FAILED)


def _read(answer: str | None, file: Path | None, source: str | None) -> str:
    if sum(given is not None for given in (answer, file, source)) != 1:
        raise UsageError("There is no answer to score.", "Give one of --answer TEXT, --answer-file FILE, or -.")
    if answer is not None:
        return answer
    if source == "-":
        return sys.stdin.read()
    assert file is not None
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(
            f"The answer file {file} cannot be read: {reason}.", "Give --answer-file a UTF-8 text."
        ) from error


def _as_json(question: Question, score: Score, language: Language) -> dict[str, object]:
    return {
        "question_id": question.id,
        "language": language,
        "score": score.overall,
        "scorer": score.scorer,
        "belongs_to": score.belongs_to or None,
        "unreadable": score.unreadable,
        "learned": asdict(score.learned) if score.learned else None,
        "points": [
            {"id": match.point_id, "text": question.point(match.point_id).text.best(language)}
            | {name: value for name, value in asdict(match).items() if name not in {"point_id", "overruled"}}
            for match in score.matches
        ],
        "missing": [point.id for point, _ in score.missed(question)],
    }


def _print_feedback(question: Question, score: Score, language: Language, interface: Language) -> None:
    from interviewer.lines.feedback import feedback_lines, make_feedback
    from interviewer.phrases import PHRASES

    feedback = make_feedback(question, score, language, interface)
    click.echo("\n".join(feedback_lines(feedback, PHRASES[interface])))
