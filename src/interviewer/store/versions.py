"""What several machines know about one question of one interview, and what of it stays.

The rule, for all versions of all attempts at that question in that interview:

- The version with the highest revision wins and keeps its place; ties are decided by the content.
- A version that lost is kept as a further attempt, in a copy of the interview with that question alone, unless it
  holds nothing that is not kept anyway: it is an earlier state of an attempt of which a longer one is kept, or nothing
  was said or judged in it, or the candidate took it back.
- The copy's ids follow from its content, so that every machine makes the same copy. A copy that nobody has touched
  since goes when it is no longer needed; one that was touched is an attempt like any other.

So it does not matter which machine takes in which other one first, or how often.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Row = dict[str, Any]

COPY_MARK = "~"
"""The id of a copy is the digest of what it is a copy of, this mark, and the id of the original."""

JSON_COLUMNS = ("question_ids", "picks", "matches", "learned", "coverages")
"""Columns that hold JSON, whose spaces mean nothing."""

TakenBack = Mapping[tuple[str, str], int]
"""By attempt and what was said in it: up to which revision the candidate has taken it back."""


@dataclass(frozen=True)
class Version:
    """An attempt with all that belongs to it, as one machine has it.

    Attributes:
        home: The row of its interview.
        attempt, messages, review: Its rows; no review where it was never judged.
    """

    home: Row
    attempt: Row
    messages: tuple[Row, ...]
    review: Row | None

    @property
    def id(self) -> str:
        """The attempt's own id."""
        return str(self.attempt["id"])

    @property
    def origin(self) -> str:
        """The id of the attempt that it is, or that it is a copy of."""
        return origin_of(self.id)

    @property
    def is_copy(self) -> bool:
        """It lost against another one."""
        return COPY_MARK in self.id

    @property
    def is_untouched(self) -> bool:
        """It is a copy as the merge made it."""
        return self.is_copy and self.id == f"{self.digest}{COPY_MARK}{self.origin}"

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The candidate's words."""
        return tuple(message["text"] for message in self.messages if message["role"] == "candidate")

    @cached_property
    def digest(self) -> str:
        """Tells contents apart: the same for the original and its copy."""
        rows = (self.attempt, *self.messages, *([self.review] if self.review else []))
        return digest_of([self.origin, *(_content(row) for row in rows)])

    @property
    def rank(self) -> tuple[int, int, bool, float, str]:
        """The higher one wins; databases of schema 2 have counted no revisions, so it is seen how far each got."""
        attempt = self.attempt
        return attempt["revision"], len(self.said), attempt["outcome"] is not None, attempt["elapsed_s"], self.digest

    def covers(self, other: "Version") -> bool:
        """Whether nothing is lost when this one is kept and the other one is not."""
        if self.origin == other.origin:
            return self.said[: len(other.said)] == other.said
        return not other.said and other.review is None

    def as_copy(self) -> "Version":
        """This as a further attempt, in an interview about nothing else."""
        interview_id = f"{self.digest}{COPY_MARK}{origin_of(self.attempt['interview_id'])}"
        attempt_id = f"{self.digest}{COPY_MARK}{self.origin}"
        item = self.attempt["question_id"]
        picks = [pick for pick in json.loads(self.home["picks"]) if pick["item"] == item]
        home = {
            **self.home,
            "id": interview_id,
            "question_ids": json.dumps([item]),
            "picks": json.dumps(picks),
            "ended_at": max((m["sent_at"] for m in self.messages), default=self.attempt["started_at"]),
        }
        return Version(
            home,
            {**self.attempt, "id": attempt_id, "interview_id": interview_id},
            tuple({**message, "attempt_id": attempt_id} for message in self.messages),
            {**self.review, "attempt_id": attempt_id} if self.review else None,
        )


def settle(versions: Iterable[Version], taken_back: TakenBack) -> tuple[Version, ...]:
    """What stays of all versions at one question of one interview."""
    versions = tuple(versions)
    at_home = sorted((version for version in versions if not version.is_copy), key=lambda version: version.rank)
    kept = {version.id: version for version in at_home[-1:]}
    lost = [version.as_copy() for version in at_home[:-1]]
    for copy in sorted((version for version in versions if version.is_copy), key=lambda version: version.rank):
        if copy.id in kept:
            lost.append(kept[copy.id].as_copy())
        kept[copy.id] = copy
    for copy in lost:
        kept.setdefault(copy.id, copy)
    pool = [version for version in kept.values() if not (version.is_untouched and _is_taken_back(version, taken_back))]
    return tuple(version for version in pool if not (version.is_untouched and _is_covered(version, pool)))


def _is_taken_back(version: Version, taken_back: TakenBack) -> bool:
    revision: int = version.attempt["revision"]
    return revision <= taken_back.get((version.origin, digest_of(version.said)), -1)


def _is_covered(version: Version, pool: Iterable[Version]) -> bool:
    """Whether another one holds all that this one does; of two that do so for each other the higher one is kept."""
    return any(
        other.id != version.id
        and other.covers(version)
        and not (other.is_untouched and version.covers(other) and other.rank < version.rank)
        for other in pool
    )


def origin_of(name: str) -> str:
    """The id without what makes it that of a copy."""
    return name.rpartition(COPY_MARK)[2]


def digest_of(value: object) -> str:
    """A name for a value made of lists, texts and numbers."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _content(row: Row) -> list[object]:
    """What a row says, without whose it is and without what follows from the rest."""
    plain = {"id", "interview_id", "attempt_id", "digest", "number"}
    said = {name: value for name, value in row.items() if name not in plain}
    return [[name, json.loads(value) if name in JSON_COLUMNS else value] for name, value in sorted(said.items())]
