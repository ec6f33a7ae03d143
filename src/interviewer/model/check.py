"""What `doctor` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing `doctor` looked at.

    Attributes:
        ok: It is fine.
        detail: What was found.
        remedy: How to mend it, where it is not fine.
    """

    name: str
    ok: bool
    detail: str
    remedy: str = ""
