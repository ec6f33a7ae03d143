"""What `interviewer import` does with questions: read, held against the bank, reported, and written."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import Wishes, print_json, session_for, settings_for
from interviewer.cli.question_files import licence_beside, read_collections
from interviewer.errors import BankError, ExitCode
from interviewer.model import Language
from interviewer.model.draft import Collection, Taking
from interviewer.model.intake import Fate, Placed, Proposal, Provenance, Treatment

if TYPE_CHECKING:
    from interviewer.session.importing import Importing
    from interviewer.settings import Settings

USUAL_FOLDER = Path("questions")
"""Where questions go when neither `--into` nor the settings name a folder."""

BUILTIN = "builtin"

FOR_ALL = " all"
"""Behind an answer that also holds for what is asked about after it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and how.

    Attributes:
        format: Of all the files; None recognises it.
        into: The bank folder; None leaves it to the settings.
        treatment: Of what the bank has in other words; None asks where somebody can answer.
    """

    paths: Sequence[Path]
    format: str | None
    into: Path | None
    provenance: Provenance
    taking: Taking
    treatment: Treatment | None
    dry_run: bool
    banks: tuple[str, ...]

    @classmethod
    def of(cls, paths: Sequence[Path], name: str | None, dry_run: bool, said: Mapping[str, Any]) -> "Order":
        """The order that the options of the command line make."""
        return cls(
            paths,
            name,
            said["into"],
            Provenance(said["topic"], said["source"], said["licence"]),
            Taking(Language(said["lang"]) if said["lang"] else None),
            Treatment(said["same"]) if said["same"] else None,
            dry_run,
            said["banks"],
        )


def bring_questions(order: Order, wishes: Wishes, as_json: bool) -> None:
    """Carries the order out, or only says what it would do; exit code 1 where there is no question."""
    collections = read_collections(order.paths, order.taking, order.format)
    settings = settings_for(wishes, order.banks)
    into = order.into or usual_folder(settings)
    importing = _importing(settings, into)
    proposals = importing.propose([(held, _provenance(held, order.provenance)) for held in collections])
    placed = _placed(importing, _decided(importing, collections, proposals, order), order.dry_run)
    _report(collections, placed, into, order.dry_run, as_json)
    if all(one.proposal.fate is Fate.TOO_LARGE for one in placed):
        sys.exit(ExitCode.FAILED)


def usual_folder(settings: "Settings") -> Path:
    """The first folder of the bank that is the user's own."""
    own = (folder for folder in settings.bank if folder != BUILTIN)
    return Path(next(own, str(USUAL_FOLDER))).expanduser()


def with_folder(settings: "Settings", into: Path) -> "Settings":
    """The settings with this folder in the bank, and without folders in which there is no question yet."""
    folders = dict.fromkeys((*settings.bank, str(into)))
    return replace(settings, bank=tuple(folder for folder in folders if folder == BUILTIN or _has_questions(folder)))


def _has_questions(folder: str) -> bool:
    return next(Path(folder).expanduser().rglob("*.y*ml"), None) is not None


def _importing(settings: "Settings", into: Path) -> "Importing":
    from interviewer.session.importing import Importing

    session = session_for(with_folder(settings, into))
    return Importing(session.bank, session.grader, into)


def _provenance(held: Collection, said: Provenance) -> Provenance:
    """What was said on the command line, or what the file's surroundings say."""
    return replace(said, source=said.source or _source(held), licence=said.licence or licence_beside(held.path))


def _source(held: Collection) -> str:
    """The names of the files, with their folder's where they only tell a language, or both are called the same."""
    from interviewer.formats.questions.languages import whole

    files = [held.path, *([held.other] if held.other else [])]
    needs_folder = any(whole(file.stem) for file in files) or len({file.name for file in files}) < len(files)
    return ", ".join(f"{file.absolute().parent.name}/{file.name}" if needs_folder else file.name for file in files)


Decided = Sequence[tuple[Proposal, Treatment]]
"""What could be added, each with what is to be done with it where it is there already."""


def _decided(
    importing: "Importing", collections: Sequence[Collection], proposals: Sequence[Proposal], order: Order
) -> Decided:
    """What was said is done with all of them; where nothing was, whoever sits at the terminal is asked."""
    open_ones = [proposal for proposal in proposals if len(importing.choices(proposal)) > 1]
    somebody = sys.stdin.isatty() and sys.stderr.isatty()
    if order.treatment or order.dry_run or not open_ones or not somebody:
        return [(proposal, order.treatment or Treatment.SKIP) for proposal in proposals]
    from interviewer.lines.intake import intake_lines

    click.echo("\n".join(intake_lines(collections, [Placed(proposal, None) for proposal in proposals])), err=True)
    click.echo(f"\nAlready there, to be decided on: {len(open_ones)}.", err=True)
    return list(_asked(importing, proposals))


def _asked(importing: "Importing", proposals: Sequence[Proposal]) -> Iterator[tuple[Proposal, Treatment]]:
    """What whoever sits at the terminal wants done with each that is there, or from one on with all."""
    from interviewer.lines.intake import offer_lines

    for_all: Treatment | None = None
    for proposal in proposals:
        choices = importing.choices(proposal)
        if for_all or len(choices) == 1:
            yield proposal, for_all or Treatment.SKIP
            continue
        click.echo("\n" + "\n".join(offer_lines(proposal)), err=True)
        names = click.Choice([f"{choice}{which}" for which in ("", FOR_ALL) for choice in choices])
        answer = click.prompt("What to do", type=names, default=Treatment.SKIP.value, err=True)
        treatment = Treatment(answer.removesuffix(FOR_ALL))
        for_all = treatment if answer.endswith(FOR_ALL) else None
        yield proposal, treatment


def _placed(importing: "Importing", decided: Decided, dry_run: bool) -> list[Placed]:
    """What became of each.

    Raises:
        BankError: A file cannot be written; it says what was written before.
    """
    if dry_run:
        return [Placed(proposal, None, treatment) for proposal, treatment in decided]
    placed: list[Placed] = []
    try:
        for one in importing.place(decided):
            placed.append(one)  # where it stops, what was placed is told
    except BankError as error:
        raise BankError(error.message, f"{error.hint} {_so_far(placed, decided)}") from error
    except KeyboardInterrupt:
        click.echo(f"\n{_so_far(placed, decided)}", err=True)
        raise
    return placed


def _so_far(placed: Sequence[Placed], decided: Decided) -> str:
    written = sum(one.written is not None for one in placed)
    if not written:
        return "Nothing was written."
    left = f"{len(placed)} of {len(decided)} questions were dealt with, {written} written"
    return f"{left}; the same command goes on from there."


def _report(
    collections: Sequence[Collection], placed: Sequence[Placed], into: Path, dry_run: bool, as_json: bool
) -> None:
    from interviewer.lines.intake import intake_lines, summary

    if as_json:
        print_json(dry_run=dry_run, into=into, files=_as_json(collections, placed))
        return
    click.echo("\n".join(intake_lines(collections, placed)))
    click.echo("\n".join(summary(placed, into, dry_run)), err=True)


def _as_json(collections: Sequence[Collection], placed: Sequence[Placed]) -> list[dict[str, object]]:
    """A document for each file."""
    return [
        {
            "path": held.path,
            "format": held.format,
            "questions": [_question(one) for one in placed if one.proposal.path == held.path],
            "issues": held.issues,
        }
        for held in collections
    ]


def _question(placed: Placed) -> dict[str, object]:
    proposal = placed.proposal
    question = proposal.question
    return {
        "id": question.id,
        "line": proposal.draft.line,
        "number": proposal.draft.number,
        "text": question.text,
        "answer": proposal.draft.completeness,
        "key_points": [point.text for point in question.key_points],
        "claims": proposal.claims,
        "sources": question.sources,
        "licence": question.licence,
        "draft": question.draft,
        "fate": proposal.fate,
        "same_as": proposal.same_as or None,
        "likeness": round(proposal.likeness, 3),
        "adds": proposal.merged is not None,
        "written": placed.written,
    }
