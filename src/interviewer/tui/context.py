"""What every screen needs to know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from interviewer.model import Language
from interviewer.phrases import PHRASES, Phrases
from interviewer.session import Session
from interviewer.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """The world of a screen.

    Attributes:
        now: The time of day, aware.
        ticks: Seconds of a clock that only goes forward.
    """

    session: Session
    settings: Settings
    now: Callable[[], datetime]
    ticks: Callable[[], float]

    @property
    def language(self) -> Language:
        """The language of the interface."""
        return self.settings.interface_language

    @property
    def phrases(self) -> Phrases:
        """The interface's words."""
        return PHRASES[self.language]
