"""`interviewer bank new`: a question written by answering prompts, or from options by scripts."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from interviewer.cli.options import (
    LANGUAGES,
    FolderPath,
    Wishes,
    bank_option,
    json_option,
    print_json,
    session_for,
    settings_for,
)
from interviewer.errors import ExitCode, UsageError
from interviewer.model import Difficulty, Language

if TYPE_CHECKING:
    from interviewer.bank.sheet import Sheet
    from interviewer.model.finding import Finding
    from interviewer.phrases import Phrases
    from interviewer.session.workshop import Workshop
    from interviewer.settings import Settings


@click.command()
@click.argument("question_id", required=False, metavar="[ID]")
@click.option("--into", type=FolderPath(), metavar="DIR", help="The bank folder.")
@click.option("--question", metavar="TEXT", help="The question; then nothing is asked.")
@click.option("--point", "points", multiple=True, metavar="TEXT", help="A key point. Repeatable.")
@click.option("--model-answer", metavar="TEXT", help="What an answer that makes every point would say.")
@click.option("--source", "sources", multiple=True, metavar="TEXT", help="What backs the claims. Repeatable.")
@click.option("--tag", "tags", multiple=True, help="A tag. Repeatable.")
@click.option("--topic", default="", help="The folder, where no ID is given.")
@click.option("--difficulty", type=click.Choice([level.value for level in Difficulty]), help="medium by default.")
@click.option("--minutes", type=click.FloatRange(0, 1000, min_open=True, max_open=True), help="For the answer.")
@click.option("--lang", type=LANGUAGES, help="Language of the texts; each text's own by default.")
@json_option
@bank_option
@click.pass_obj
def new(wishes: Wishes, /, question_id: str | None, into: Path | None, as_json: bool, **said: Any) -> None:
    """Write a question by answering prompts; leave with Ctrl+D at any time, and what was typed is kept as a draft.

    Scripts give --question and --point instead. Without a key point it becomes a draft.
    """
    from interviewer.cli.questions import usual_folder, with_folder

    settings = settings_for(wishes, said.pop("banks"))
    folder = into or usual_folder(settings)
    workshop = session_for(with_folder(settings, folder), quiet=True).workshop
    sheet = _sheet(question_id, said)
    if question_id and (reason := workshop.objection(question_id, folder)):
        raise UsageError(f"The question cannot be called {question_id!r}: {reason}.", "Give another ID.")
    if said["question"]:
        path = workshop.add(folder, sheet.question(draft=False))
    elif any(said.values()):
        raise UsageError("There is no question.", "Give --question TEXT, too, or no option at all to be asked.")
    else:
        path = _ask(sheet, workshop, folder, settings)
    _report(path, with_folder(settings, folder), as_json)


def _sheet(question_id: str | None, said: dict[str, Any]) -> "Sheet":
    """What the options say."""
    from interviewer.bank.sheet import PointSheet, Sheet

    def texts(text: str | None) -> dict[Language, str]:
        language = Language(said["lang"]) if said["lang"] else Language.of(text or "") or Language.EN
        return {language: text.strip()} if text and text.strip() else {}

    sheet = Sheet(topic=said["topic"], question_id=question_id or "", text=texts(said["question"]), tags=said["tags"])
    sheet.points = [PointSheet(texts(point)) for point in said["points"] if point.strip()]
    sheet.model_answer, sheet.sources = texts(said["model_answer"]), list(said["sources"])
    sheet.difficulty = Difficulty(said["difficulty"] or Difficulty.MEDIUM)
    sheet.minutes = said["minutes"]
    return sheet


def _ask(sheet: "Sheet", workshop: "Workshop", folder: Path, settings: "Settings") -> Path:
    """Asks for the question and writes it; a draft where the author leaves in the middle.

    Raises:
        UsageError: Nobody sits there.
    """
    from interviewer.cli.bank.asking import Asking, Left, Reading
    from interviewer.phrases import PHRASES

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "There is no terminal to ask for the question.",
            "Give --question TEXT and --point TEXT, or write a file; `interviewer bank schema` describes it.",
        )
    phrases = PHRASES[settings.interface_language]
    click.echo(f"{phrases.new_intro}\n")
    with Reading() as reading:
        try:
            Asking(sheet, phrases, lambda name: workshop.objection(name, folder), reading.line).ask()
        except Left as left:
            _keep(sheet, workshop, folder, phrases, None if left.for_good else reading.line)
        return workshop.add(folder, sheet.question(draft=False))


def _keep(
    sheet: "Sheet", workshop: "Workshop", folder: Path, phrases: "Phrases", read: Callable[[str], str] | None
) -> NoReturn:
    """Writes what there is as a draft, unless the author says no; who has left for good is not asked."""
    from interviewer.cli.bank.asking import Left

    wanted = bool(sheet.text)
    with suppress(Left):
        if wanted and read:
            wanted = read(f"{phrases.new_keep} [y]: ").lower() not in {"n", "no", "否"}
    said = phrases.new_nothing
    if wanted:
        path = workshop.add(folder, sheet.question(draft=True), renames=True)
        said = phrases.new_draft.format(path=path)
    with suppress(OSError):  # the terminal may be gone; the draft is not
        click.echo(said, err=True)
    sys.exit(ExitCode.INTERRUPTED)


def _report(path: Path, settings: "Settings", as_json: bool) -> None:
    """Where it is, what its model answer earns, and what a review says."""
    from interviewer.lines.feedback import percent
    from interviewer.model.tryout import SampleKind
    from interviewer.phrases import PHRASES

    workshop = session_for(settings, quiet=True).workshop
    tried = workshop.bench(str(path)).try_out([])
    assert tried.question is not None, tried.issues
    findings = list(workshop.review(workshop.chosen([tried.question.id]), (), lambda: None))
    if as_json:
        print_json(path=path, question_id=tried.question.id, draft=tried.question.draft, findings=findings)
        return
    phrases = PHRASES[settings.interface_language]
    click.echo(phrases.new_written.format(path=path))
    for trial in tried.trials:
        if trial.sample.kind is SampleKind.MODEL:
            said = phrases.new_model_score
            click.echo(said.format(language=trial.sample.language, percent=percent(trial.score.overall)))
    _tell_findings(findings)


def _tell_findings(findings: "list[Finding]") -> None:
    from interviewer.lines.findings import finding_blocks, tally

    for block in finding_blocks(findings, Path.cwd(), 80):
        click.echo("\n".join(block))
    click.echo(tally(findings), err=True)
