"""The registry: the built-in encoder and the compiled models in the data directory, each a folder of its own."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.errors import ModelError, UsageError
from interviewer.scoring.encoder import TABLE_PACKAGE, Encoder, load_static_encoder
from interviewer.scoring.manifest import FILE, JUDGE, Kind, Manifest, Precision, read_manifest, verify

BUILTIN = "builtin"

MAKING = ".making-"
"""How the folder of a model that is not finished begins; the process that makes it follows."""

NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,79}")

BUILTIN_MANIFEST = Manifest(
    name=BUILTIN,
    kind=Kind.STATIC,
    source=f"minishlab/potion-multilingual-128M ({TABLE_PACKAGE})",
    precision=Precision.FLOAT16,
    dim=128,
    size=31_500_000,
)


def list_models(models_dir: Path) -> tuple[Manifest, ...]:
    """The built-in encoder, then the compiled ones by name.

    Raises:
        ModelError: The description of one is damaged.
    """
    folders = sorted(path.parent for path in models_dir.glob(f"[!.]*/{FILE}"))
    return BUILTIN_MANIFEST, *(read_manifest(folder) for folder in folders if folder.name != JUDGE)


def find_model(name: str, models_dir: Path) -> Manifest:
    """One of those listed.

    Raises:
        ModelError: There is none of that name, or its description is damaged.
    """
    if name == BUILTIN:
        return BUILTIN_MANIFEST
    if not NAME.fullmatch(name) or not (models_dir / name / FILE).is_file() or name == JUDGE:
        remedy = "`interviewer model list` shows those there are, `interviewer model add` brings in another."
        raise ModelError(f"There is no model {name!r}.", remedy)
    return read_manifest(models_dir / name)


def load_encoder(name: str, models_dir: Path | None) -> Encoder:
    """The encoder of that name, with the built-in one's word weights.

    Raises:
        ModelError: There is none of that name, or its files are missing, damaged or cannot be run.
    """
    builtin = load_static_encoder()
    if name == BUILTIN:
        return builtin
    from interviewer.scoring.transformer import open_model

    folder = models_dir or Path()
    manifest = find_model(name, folder)
    verify(folder / name, manifest)
    return open_model(folder / name, manifest, builtin.weight)


def remove_model(name: str, models_dir: Path) -> None:
    """Deletes a compiled model; no half of it is ever seen.

    Raises:
        UsageError: It is the built-in one.
        ModelError: There is none of that name, or it cannot be deleted.
    """
    if name == BUILTIN:
        raise UsageError("The built-in encoder cannot be removed.")
    if not NAME.fullmatch(name) or name == JUDGE or not (models_dir / name).is_dir():
        raise ModelError(f"There is no model {name!r}.", "`interviewer model list` shows those there are.")
    _discard(models_dir / name, models_dir)


def model_name(source: str, wanted: str | None, models_dir: Path) -> str:
    """What a new model is called: what the user wants, or the last part of where it comes from.

    Raises:
        UsageError: The name is not allowed, or taken.
    """
    name = wanted or last_part(source)
    if not NAME.fullmatch(name) or name in {BUILTIN, JUDGE}:
        raise UsageError(f"A model cannot be called {name!r}.", "Choose letters, digits, `.`, `_` and `-` with --name.")
    if (models_dir / name).exists():
        raise UsageError(
            f"There is a model {name!r} already.", f"Remove it with `interviewer model remove {name}`, or use --name."
        )
    return name


def last_part(source: str) -> str:
    """A name for what comes from the hub or a folder."""
    return re.sub(r"[^\w.-]+", "-", Path(source).expanduser().resolve().name, flags=re.ASCII)


def remove_judge(models_dir: Path) -> None:
    """Deletes the judge, if there is one.

    Raises:
        ModelError: It cannot be deleted.
    """
    if (models_dir / JUDGE).is_dir():
        _discard(models_dir / JUDGE, models_dir)


@contextmanager
def workspace(models_dir: Path, target: Path) -> Iterator[Path]:
    """A folder to make a model in, which becomes `target` at the end; whatever goes wrong, nothing is left of it.

    What a killed process left is swept up by the next one.

    Raises:
        ModelError: The folder cannot be written.
    """
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        _sweep(models_dir)
        making = Path(tempfile.mkdtemp(dir=models_dir, prefix=f"{MAKING}{os.getpid()}-"))
    except OSError as error:
        raise _unwritable(models_dir, error) from error
    try:
        yield making
        if target.exists():
            _discard(target, models_dir)
        making.chmod(0o755)  # mkdtemp's is 0700
        making.rename(target)
    except OSError as error:
        raise _unwritable(models_dir, error) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _discard(folder: Path, models_dir: Path) -> None:
    """Takes a folder out of sight in one step, then deletes it."""
    try:
        away = Path(tempfile.mkdtemp(dir=models_dir, prefix=f"{MAKING}{os.getpid()}-"))
        folder.rename(away / "old")
    except OSError as error:
        raise _unwritable(models_dir, error) from error
    shutil.rmtree(away, ignore_errors=True)


def _sweep(models_dir: Path) -> None:
    """Deletes what processes that no longer run have left."""
    for folder in models_dir.glob(f"{MAKING}*"):
        process = folder.name.removeprefix(MAKING).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # there the signal 0 is no question
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _unwritable(folder: Path, error: OSError) -> ModelError:
    return ModelError(f"A model cannot be kept in {folder}: {error.strerror}.", "See `interviewer locate data`.")
