"""`interviewer grade`: the score of one answer, without an interview."""

import sys
from dataclasses import asdict
from pathlib import Path

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


@click.command()
@click.option("--question", "question_id", required=True, metavar="ID", help="The question's id.")
@click.option("--answer", metavar="TEXT", help="The answer.")
@click.option("--answer-file", type=click.Path(path_type=Path), metavar="FILE", help="A file with it.")
@click.argument("source", required=False, type=click.Choice(["-"]), metavar="[-]")
@click.option("--lang", type=LANGUAGES, help="Language to show the key points in; the answer's otherwise.")
@click.option("--fail-under", type=click.IntRange(0, 100), help="Exit with 1 below this percentage.")
@json_option
@bank_option
@click.pass_obj
def grade(
    wishes: Wishes,
    /,
    question_id: str,
    answer: str | None,
    answer_file: Path | None,
    source: str | None,
    lang: str | None,
    fail_under: int | None,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """Score an answer: --answer TEXT, --answer-file FILE, or - for stdin."""
    text = _read(answer, answer_file, source)
    settings = settings_for(wishes, banks)
    session = session_for(settings)
    question = session.bank.get(question_id)
    score = session.grader.grade(question, text)
    language = Language(lang) if lang else Language.of(text) or settings.question_language
    if as_json:
        print_json(**_as_json(question, score, language))
    else:
        _print_feedback(question, score, language, settings.interface_language)
    if fail_under is not None and score.overall * 100 < fail_under:
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
