"""The built-in bank and the scorer for it, loaded once."""

from pathlib import Path

import pytest

from interviewer.bank import Bank, builtin_directory, load_bank
from interviewer.scoring import Scorer, load_scorer


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank([builtin_directory()])


@pytest.fixture(scope="session")
def grader(bank: Bank, shared_cache: Path) -> Scorer:
    return load_scorer(bank.questions, shared_cache)
