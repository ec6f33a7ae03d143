"""`interviewer model`: which encoder scores, and bringing in others."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import Wishes, bank_option, json_option, now, print_json, session_for, settings_for
from interviewer.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.model import Question
    from interviewer.scoring.manifest import Manifest
    from interviewer.scoring.trial import Trial

precision_option = click.option(
    "--precision",
    type=click.Choice(["int8", "float32"]),
    default="int8",
    show_default=True,
    help="int8 is a quarter of the size and half the time; float32 is exact.",
)


@click.group()
def model() -> None:
    """Choose the encoder that scores, and bring in others."""


@model.command("list")
@json_option
@click.pass_obj
def list_models(wishes: Wishes, /, as_json: bool) -> None:
    """List the models, and say which is in use."""
    from interviewer.scoring import models
    from interviewer.scoring.entailment import find_judge

    found, judge, used = models.list_models(_folder()), find_judge(_folder()), settings_for(wishes).model
    if as_json:
        print_json(in_use=used, models=[_plain(item) for item in found], judge=_plain(judge) if judge else None)
        return
    width = max(len(item.name) for item in found)
    for item in found:
        click.echo(f"{'*' if item.name == used else ' '} {item.name:{width}}  {_summary(item)}")
    click.echo(f"  judge: {f'{judge.name}  {_summary(judge)}' if judge else 'none'}")


@model.command()
@click.argument("source", metavar="NAME_OR_DIR")
@click.option("--name", help="What to call it; the last part of where it comes from otherwise.")
@precision_option
@click.option("--prompt", help="Text to put before every text; what the model itself asks for otherwise.")
@json_option
@bank_option
@click.pass_obj
def add(
    wishes: Wishes,
    /,
    source: str,
    name: str | None,
    precision: str,
    prompt: str | None,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """Compile a sentence-transformers model from the hub or a folder, check it, and try it on the bank."""
    from interviewer.scoring import models
    from interviewer.scoring.manifest import Precision

    folder = _folder()
    called = models.model_name(source, name, folder)
    questions = session_for(settings_for(wishes, banks)).bank.questions
    with _interruptible(), models.workspace(folder, folder / called) as making, _bar(called, 3) as tick:
        from interviewer.scoring.anatomy import Order
        from interviewer.scoring.compile import compile_encoder
        from interviewer.scoring.references import references

        texts = [item.text for question in questions for item in references(question)]
        made = compile_encoder(Order(called, source, Precision(precision), prompt, now()), making, texts, tick)
    _tell_precision(made, precision)
    trial = _try(called, questions)
    _print_model(made, trial, as_json)
    click.echo(f"`interviewer model use {called}` makes it the one that scores.", err=True)


@model.command()
@click.argument("name")
@click.pass_obj
def use(wishes: Wishes, /, name: str) -> None:
    """Score with this model from now on; `builtin` is the one that comes with the program."""
    from interviewer.scoring.models import find_model
    from interviewer.settings import find_places, save_setting

    find_model(name, _folder())
    save_setting(find_places(), "model", name)
    effective = settings_for(wishes).model
    if effective != name:
        click.echo(f"Saved; but interviewer.toml or INTERVIEWER_MODEL says {effective!r} here.", err=True)
    else:
        click.echo(f"{name} scores from now on.", err=True)


@model.command()
@click.argument("name")
@json_option
def info(name: str, as_json: bool) -> None:
    """Show where a model comes from, what it is made of, and how well it agrees with the original."""
    from interviewer.scoring.models import find_model

    _print_model(find_model(name, _folder()), None, as_json)


@model.command()
@click.argument("name")
@click.pass_obj
def remove(wishes: Wishes, /, name: str) -> None:
    """Delete a compiled model."""
    from interviewer.scoring.models import remove_model

    if settings_for(wishes).model == name:
        raise UsageError(f"{name} is in use.", "`interviewer model use builtin` first.")
    remove_model(name, _folder())
    click.echo(f"{name} is removed.", err=True)


@model.command("test")
@click.argument("name", required=False)
@json_option
@bank_option
@click.pass_obj
def try_model(wishes: Wishes, /, name: str | None, as_json: bool, banks: tuple[str, ...]) -> None:
    """Try a model, or the one in use, on the bank: how well it separates it, and how long an answer takes."""
    from interviewer.scoring.models import find_model

    settings = settings_for(wishes, banks)
    found = find_model(name or settings.model, _folder())
    _print_model(found, _try(found.name, session_for(settings).bank.questions), as_json)


@model.command()
@click.argument("source", metavar="NAME_OR_DIR", required=False)
@click.option("--none", "without", is_flag=True, help="Do without a judge.")
@precision_option
@json_option
@bank_option
@click.pass_obj
def judge(
    wishes: Wishes, /, source: str | None, without: bool, precision: str, as_json: bool, banks: tuple[str, ...]
) -> None:
    """Compile a cross-encoder for natural language inference, which settles whether an answer contradicts a point."""
    from interviewer.scoring import models
    from interviewer.scoring.manifest import JUDGE, Precision

    if bool(source) == without:
        raise UsageError("There is nothing to do.", "Give a model's name or folder, or --none.")
    folder = _folder()
    if source is None:
        models.remove_judge(folder)
        click.echo("There is no judge now.", err=True)
        return
    questions = session_for(settings_for(wishes, banks)).bank.questions
    with _interruptible(), models.workspace(folder, folder / JUDGE) as making, _bar("judge", 3) as tick:
        from interviewer.scoring.agreement import judged_pairs
        from interviewer.scoring.anatomy import Order
        from interviewer.scoring.compile import compile_judge

        called = models.last_part(source)
        order = Order(called, source, Precision(precision), None, now())
        made = compile_judge(order, making, judged_pairs(questions), tick)
    _tell_precision(made, precision)
    _print_model(made, None, as_json)


def _folder() -> "Path":
    from interviewer.settings import find_places

    return find_places().models


def _try(name: str, questions: "tuple[Question, ...]") -> "Trial":
    from interviewer.scoring.trial import try_scorer
    from interviewer.settings import find_places

    places = find_places()
    with _bar(f"{name}: trying", len(questions) + 1) as tick:
        return try_scorer(name, questions, places.cache, places.models, tick)


@contextmanager
def _bar(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr where that is a terminal; what it gives is called before each step."""
    stream = sys.stderr
    with click.progressbar(
        length=length,
        label=label,
        file=stream,
        show_eta=False,
        item_show_func=_step_name,
        hidden=not stream.isatty(),
    ) as bar:
        begun = False

        def tick(step: str) -> None:
            nonlocal begun
            bar.update(int(begun), step)
            begun = True

        yield tick
        bar.update(1)


def _step_name(step: str | None) -> str | None:
    return step


@contextmanager
def _interruptible() -> Iterator[None]:
    """Being told to end leaves as little behind as Ctrl+C."""
    import signal

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _tell_precision(made: "Manifest", wanted: str) -> None:
    if wanted == "int8" and made.precision == "float32":
        click.echo("In int8 it agrees too little with the original; it is kept in float32.", err=True)


def _print_model(made: "Manifest", trial: "Trial | None", as_json: bool) -> None:
    if as_json:
        print_json(model=_plain(made), trial=asdict(trial) if trial else None)
        return
    click.echo(f"{made.name}  {_summary(made)}")
    click.echo(f"  from       {made.source}")
    details = [("layers", ", ".join(made.layers)), ("prompt", repr(made.prompt) if made.prompt else "")]
    details += [("cut at", f"{made.max_tokens} tokens" if made.max_tokens else ""), ("made", made.made_at)]
    if made.files:
        details.append(("agreement", f"{made.agreement:.4f} with the original on average, {made.worst:.4f} at worst"))
    for title, detail in details:
        if detail:
            click.echo(f"  {title:9}  {detail}")
    if trial:
        _print_trial(trial)


def _print_trial(trial: "Trial") -> None:
    click.echo(f"  speed      {trial.answer_ms:.1f} ms an answer, {trial.load_s:.1f} s to load")
    for found in trial.separations:
        own = f"{found.own_covered:.0%} of {found.rewordings} rewordings cover their point"
        strangers = f"{found.strangers_covering:.0%} of {found.strangers} answers to other questions cover any"
        click.echo(f"  {found.language}         {own}, {strangers}; AUC {found.auc:.3f}")


def _summary(item: "Manifest") -> str:
    return f"{item.kind}, {item.precision}, {f'{item.dim} dimensions, ' if item.dim else ''}{item.size / 1e6:.0f} MB"


def _plain(item: "Manifest") -> dict[str, object]:
    return {**asdict(item), "scorer": item.scorer_name if item.files else None}
