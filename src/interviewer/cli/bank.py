"""`interviewer bank`: look at the questions and check them."""

import sys

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
from interviewer.errors import ExitCode
from interviewer.model import Language, Question


@click.group()
def bank() -> None:
    """Look at the question bank and check it."""


@bank.command("list")
@click.option("--topic", "topics", multiple=True, help="Only this topic. Repeatable.")
@click.option("--lang", type=LANGUAGES, help="Language of the questions.")
@json_option
@bank_option
@click.pass_obj
def list_questions(
    wishes: Wishes, /, topics: tuple[str, ...], lang: str | None, as_json: bool, banks: tuple[str, ...]
) -> None:
    """List the questions."""
    settings = settings_for(wishes, banks, question_lang=lang)
    questions = [q for q in session_for(settings).bank.questions if not topics or q.topic in topics]
    if as_json:
        print_json(questions=[_summary(question) for question in questions])
        return
    width = max((len(question.id) for question in questions), default=0)
    for question in questions:
        text = question.text.best(settings.question_language)
        click.echo(f"{question.id:{width}}  {question.difficulty:6}  {question.minutes:g} min  {text}")


@bank.command()
@click.argument("question_id", metavar="ID")
@click.option("--lang", type=LANGUAGES, help="Language to show it in.")
@json_option
@bank_option
@click.pass_obj
def show(wishes: Wishes, /, question_id: str, lang: str | None, as_json: bool, banks: tuple[str, ...]) -> None:
    """Show a question with its key points and model answer."""
    settings = settings_for(wishes, banks, question_lang=lang)
    question = session_for(settings).bank.get(question_id)
    if as_json:
        print_json(question=question, topic=question.topic)
    else:
        click.echo("\n".join(_page(question, settings.question_language)))


@bank.command()
@json_option
@bank_option
@click.pass_obj
def lint(wishes: Wishes, /, as_json: bool, banks: tuple[str, ...]) -> None:
    """Check every question file; exit code 1 when there are findings."""
    session = session_for(settings_for(wishes, banks), quiet=True)
    findings = session.grader.lint()
    if as_json:
        print_json(questions=len(session.bank.questions), findings=findings)
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(session.bank.questions)} questions, {len(findings)} findings", err=True)
    if findings:
        sys.exit(ExitCode.FAILED)


@bank.command()
def schema() -> None:
    """Print the JSON Schema of a question file."""
    from interviewer.bank.schema import schema_text

    click.echo(schema_text(), nl=False)


def _summary(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "topic": question.topic,
        "difficulty": question.difficulty,
        "minutes": question.minutes,
        "tags": question.tags,
        "key_points": len(question.key_points),
        "text": question.text,
    }


def _page(question: Question, language: Language) -> list[str]:
    lines = [
        question.text.best(language),
        "",
        f"{question.id}  {question.difficulty}  {question.minutes:g} min",
        "",
    ]
    for point in question.key_points:
        required = ", required" if point.required else ""
        lines.append(f"- {point.text.best(language)}  [{point.id}, weight {point.weight:g}{required}]")
    for group in question.any_of:
        lines.append(f"  any {group.need} of: {', '.join(group.points)}")
    if model_answer := question.model_answer.best(language):
        lines += ["", model_answer]
    if question.sources:
        lines += ["", *question.sources]
    return lines
