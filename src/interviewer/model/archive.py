"""Copies of the candidate's data, and what comes from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Occasion(StrEnum):
    """Why a backup was made."""

    MANUAL = "manual"
    UPGRADE = "before-upgrade"
    RESTORE = "before-restore"
    IMPORT = "before-import"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database.

    Attributes:
        schema: The version of its tables; 0 where it cannot be read.
        counts: How many interviews, attempts and reviews are in it.
        problem: What is wrong with it; empty where it is sound.
    """

    path: Path
    made_at: datetime
    occasion: Occasion
    size_bytes: int
    schema: int
    counts: Mapping[str, int]
    problem: str = ""

    @property
    def name(self) -> str:
        """What `interviewer restore` calls it."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Merged:
    """What taking in another machine's data changed, or would change.

    Attributes:
        interviews, attempts, marks, batches: How many came along.
        updated: Attempts here that the other side knew more about.
        kept_twice: Attempts in which both sides said something different: both are kept.
    """

    interviews: int = 0
    attempts: int = 0
    updated: int = 0
    kept_twice: int = 0
    marks: int = 0
    batches: int = 0

    def __add__(self, other: "Merged") -> "Merged":
        return Merged(
            self.interviews + other.interviews,
            self.attempts + other.attempts,
            self.updated + other.updated,
            self.kept_twice + other.kept_twice,
            self.marks + other.marks,
            self.batches + other.batches,
        )
