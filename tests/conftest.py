"""What every test stands on: folders of its own, a small bank, and the real scorer, loaded once."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from interviewer.bank import Bank, load_bank
from interviewer.model import Interview, Language, Selection
from interviewer.scoring import Scorer, load_scorer
from interviewer.session import Grader, Session
from interviewer.settings import Places
from interviewer.store import Store, read_examples

hypothesis.settings.register_profile("suite", deadline=None, max_examples=50, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=500)
"""For an evening: `pytest --hypothesis-profile search` tries other examples every time, and more of them."""
hypothesis.settings.load_profile("suite")

signal.signal(signal.SIGINT, signal.default_int_handler)
"""Where the suite runs in the background Ctrl+C is ignored, and would be by every program that it starts."""

Run = Callable[..., subprocess.CompletedProcess[str]]

SMALL_BANK = Path(__file__).parent / "small-bank"
"""Four questions in three topics; `web/etag` exists in English only."""

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests, so that an index is built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Folders of the test's own, also for the processes it starts; nothing of the user's gets in."""
    for variable in os.environ:
        if variable.startswith("INTERVIEWER_"):
            monkeypatch.delenv(variable)
    for variable in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "TERM_PROGRAM"):
        monkeypatch.delenv(variable, raising=False)
    places = Places(tmp_path / "config", tmp_path / "data", shared_cache)
    monkeypatch.setenv("INTERVIEWER_CONFIG_DIR", str(places.config))
    monkeypatch.setenv("INTERVIEWER_DATA_DIR", str(places.data))
    monkeypatch.setenv("INTERVIEWER_CACHE_DIR", str(places.cache))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    return places


@pytest.fixture
def now() -> datetime:
    """When every test happens."""
    return NOW


@pytest.fixture(scope="session")
def bank_folder() -> Path:
    """The small bank as files, to be read only."""
    return SMALL_BANK


@pytest.fixture
def own_bank_folder(tmp_path: Path) -> Path:
    """The small bank as files, to be changed by the test."""
    return shutil.copytree(SMALL_BANK, tmp_path / "own-bank")


@pytest.fixture(scope="session")
def small_bank(bank_folder: Path) -> Bank:
    """The small bank, loaded."""
    return load_bank([bank_folder])


@pytest.fixture(scope="session")
def scorer(small_bank: Bank, shared_cache: Path) -> Scorer:
    """The real scorer for the small bank."""
    return load_scorer(small_bank.questions, shared_cache)


@pytest.fixture
def store(own_places: Places) -> Iterator[Store]:
    """An empty database."""
    opened = Store(own_places.database, NOW)
    yield opened
    opened.close()


@pytest.fixture
def open_session(small_bank: Bank, scorer: Scorer, own_places: Places) -> Iterator[Callable[..., Session]]:
    """Opens sessions on the test's own database, each as if the program had been started anew."""
    ids = itertools.count(1)
    opened: list[Session] = []

    def next_id() -> str:
        return f"id-{os.getpid()}-{next(ids)}"

    def opener(probes: int = 1, bank: Bank = small_bank) -> Session:
        grader = Grader(bank, own_places.cache, lambda: read_examples(own_places.database))
        grader.__dict__["_scorer"] = scorer
        session = Session(bank, lambda: Store(own_places.database, NOW), grader, probes, next_id)
        opened.append(session)
        return session

    yield opener
    for session in opened:
        session.close()


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    """A session with the small bank, one probe per question and an empty database."""
    return open_session()


@pytest.fixture
def start(now: datetime) -> Callable[..., Interview]:
    """Starts an interview about the named questions."""

    def starter(session: Session, *question_ids: str, language: Language = Language.EN) -> Interview:
        return session.start(Selection(question_ids=question_ids, language=language), 0, now)

    return starter


@pytest.fixture
def run_interviewer(tmp_path: Path) -> Run:
    """Runs the program as a process of its own, with text in and out."""

    def run(
        *arguments: str | Path, stdin: str = "", expected: int | None = 0, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        finished = subprocess.run(
            [sys.executable, "-m", "interviewer", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, **environ},
            timeout=60,
            check=False,
        )
        assert expected is None or finished.returncode == expected, finished.stderr
        assert "Traceback" not in finished.stderr, finished.stderr
        return finished

    return run
