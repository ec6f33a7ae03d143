"""What makes a note ours: the same ids in every export, so that Anki updates its cards and doubles none."""

import hashlib

PREFIX = "interviewer:"
"""Begins the guid of every note of ours; the item's id follows."""


def guid_of(item: str) -> str:
    """The note's id, the same in every collection."""
    return PREFIX + item


def item_of(guid: str) -> str:
    """The item that a note of ours is about."""
    return guid.removeprefix(PREFIX)


def number_of(name: str) -> int:
    """An id for a deck or a note type in [2**30, 2**31), where a deck id has to be; the same for the same name."""
    return 2**30 + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % 2**30
