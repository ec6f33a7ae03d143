"""`interviewer bank list`, `show` and `schema`: the questions as they are."""

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
from interviewer.model import Language, Question


@click.command("list")
@click.option("--topic", "topics", multiple=True, help="Only this topic. Repeatable.")
@click.option("--lang", type=LANGUAGES, help="Language of the questions.")
@click.option("--drafts", "only_drafts", is_flag=True, help="Only those that wait for their author.")
@json_option
@bank_option
@click.pass_obj
def list_questions(
    wishes: Wishes,
    /,
    topics: tuple[str, ...],
    lang: str | None,
    only_drafts: bool,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """List the questions; drafts come last and are marked."""
    settings = settings_for(wishes, banks, question_lang=lang)
    found = session_for(settings).bank
    everything = found.drafts if only_drafts else found.questions + found.drafts
    questions = [question for question in everything if not topics or question.topic in topics]
    if as_json:
        print_json(questions=[_summary(question) for question in questions])
        return
    width = max((len(question.id) for question in questions), default=0)
    for question in questions:
        text = question.title(settings.question_language)
        mark = "draft   " if question.draft else f"{question.minutes:g} min   "
        click.echo(f"{question.id:{width}}  {question.difficulty:6}  {mark:8.8}{text}")


@click.command()
@click.argument("question_id", metavar="ID")
@click.option("--lang", type=LANGUAGES, help="Language to show it in.")
@json_option
@bank_option
@click.pass_obj
def show(wishes: Wishes, /, question_id: str, lang: str | None, as_json: bool, banks: tuple[str, ...]) -> None:
    """Show a question with its key points and model answer."""
    settings = settings_for(wishes, banks, question_lang=lang)
    found = session_for(settings).bank
    drafts = {draft.id: draft for draft in found.drafts}
    question = drafts.get(question_id) or found.get(question_id)
    if as_json:
        print_json(question=question, topic=question.topic)
    else:
        click.echo("\n".join(_page(question, settings.question_language)))


@click.command()
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
        "draft": question.draft,
        "licence": question.licence,
        "text": question.text,
    }


def _page(question: Question, language: Language) -> list[str]:
    lines = [
        question.text.best(language),
        "",
        f"{question.id}  {question.difficulty}  {question.minutes:g} min{'  draft' if question.draft else ''}",
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
    if question.licence:
        lines += ["", f"Licence: {question.licence}"]
    return lines
