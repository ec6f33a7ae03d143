"""The shape of the house: who may know whom, and what must not be loaded."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import interviewer

PACKAGE = Path(interviewer.__file__).parent
PROJECT = Path(__file__).parents[1]

HOMES: dict[str, str | tuple[str, ...]] = {
    "sqlite3": "store/",
    "yaml": "bank/",
    "textual": "tui/",
    "rich": "tui/",
    "click": "cli/",
    "faiss": "scoring/index.py",
    "numpy": ("scoring/", "sets/", "session/sets.py"),
    "highspy": "sets/programme.py",
    "tomllib": "settings.py",
    "tomlkit": "settings.py",
    "onnxruntime": "scoring/",
    "tokenizers": "scoring/pieces.py",
    "huggingface_hub": "scoring/hub.py",
    "platformdirs": "settings.py",
    "genanki": "formats/anki/",
    "zstandard": "formats/anki/",
    "ruamel": "bank/files.py",
    "charset_normalizer": "decoding.py",
    "xml": "formats/questions/xml_tree.py",
    "plotext": "lines/progress/plots.py",
    "typst": "formats/paper/pdf.py",
    "docx": "formats/paper/word/",
}
"""Where each foreign thing lives: a file, or a folder, or several."""

HEAVY = (
    *(
        "textual",
        "faiss",
        "numpy",
        "highspy",
        "tokenizers",
        "onnxruntime",
        "torch",
        "transformers",
        "sentence_transformers",
    ),
    *("typst", "docx", "lxml"),
)
MODEL_BUILDERS = ("torch", "transformers", "sentence_transformers")


def imports(path: Path) -> Iterator[str]:
    """The first name of every module that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def importers(package: str) -> list[str]:
    """The files that import a package, as paths below `interviewer`."""
    files = sorted(PACKAGE.rglob("*.py"))
    return [path.relative_to(PACKAGE).as_posix() for path in files if package in imports(path)]


def loaded_by(arguments: list[str], tmp_path: Path, stdin: str = "") -> set[str]:
    """The packages that are loaded when the program has carried out a command line."""
    script = (
        "import sys; from interviewer.cli import run\n"
        "try: code = run(sys.argv[1:])\n"
        "except SystemExit as left: code = left.code\n"
        "assert not code, code\n"
        "print('LOADED', *{name.partition('.')[0] for name in sys.modules})"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=dict(os.environ),
        timeout=60,
        check=False,
    )
    last = finished.stdout.splitlines()[-1]
    assert last.startswith("LOADED interviewer") or " interviewer" in last, finished.stderr
    return set(last.split())


@pytest.mark.parametrize(("package", "home"), HOMES.items())
def test_each_foreign_thing_has_one_home(package: str, home: str | tuple[str, ...]) -> None:
    assert [path for path in importers(package) if not path.startswith(home)] == []


def test_no_module_builds_models_but_the_one_that_is_meant_to() -> None:
    found = [path for package in MODEL_BUILDERS for path in importers(package)]
    assert set(found) <= {"scoring/compile.py"}


def test_the_import_contracts_hold() -> None:
    finished = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=dict(os.environ),
        timeout=60,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "0 broken" in finished.stdout


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["practice", "--help"], ["bank", "list"], ["locate"], ["history"], ["stats"], ["completion", "bash"]],
    ids=" ".join,
)
def test_what_needs_no_scorer_loads_none(arguments: list[str], tmp_path: Path) -> None:
    assert loaded_by(arguments, tmp_path).isdisjoint(HEAVY)


def test_help_loads_neither_the_bank_nor_the_database(tmp_path: Path) -> None:
    assert loaded_by(["--help"], tmp_path).isdisjoint({"yaml", "sqlite3"})


def test_an_interview_and_a_grade_load_no_model_library(tmp_path: Path, bank_folder: Path) -> None:
    bank = ["--bank", str(bank_folder)]
    practised = loaded_by([*bank, "practice", "--plain"], tmp_path, "an answer\n\nanother\n\n/end\n")
    graded = loaded_by([*bank, "grade", "--question", "git/rebase", "--answer", "It rewrites."], tmp_path)
    rows = tmp_path / "graded.jsonl"
    rows.write_text('{"question_id": "git/rebase", "answer": "It rewrites.", "score": 0.5}')
    evaluated = loaded_by([*bank, "evaluate", str(rows)], tmp_path)
    for loaded in (practised, graded, evaluated):
        assert loaded.isdisjoint({*MODEL_BUILDERS, "textual", "scipy", "sklearn", "onnxruntime", "onnx", "tokenizers"})
        assert "faiss" in loaded, "the scorer was really used"


def test_the_first_question_is_asked_before_the_scorer_is_loaded(tmp_path: Path, bank_folder: Path) -> None:
    asked = loaded_by(["--bank", str(bank_folder), "practice", "--plain"], tmp_path)
    assert asked.isdisjoint(HEAVY)
