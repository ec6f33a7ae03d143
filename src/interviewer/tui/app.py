"""The app: it holds the context and changes the screens."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import ThemeProvider

from interviewer.errors import UsageError
from interviewer.model import Interview, Selection
from interviewer.session import Session
from interviewer.settings import Settings
from interviewer.tui.context import Context
from interviewer.tui.keys import live_keys
from interviewer.tui.navigation import (
    Drill,
    GoHome,
    Practise,
    Resume,
    ShowComparison,
    ShowDebrief,
    ShowHistory,
    ShowRecord,
    ShowStats,
)
from interviewer.tui.themes import EVENING, PAPER

if TYPE_CHECKING:
    from interviewer.model.review import Wish


class InterviewerApp(App[None]):
    """One candidate at the terminal."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "interviewer"
    ENABLE_COMMAND_PALETTE = False  # our screens bind the palette themselves, with their own words
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q,ctrl+c", "quit", "key_quit", show=False)]

    def __init__(self, context: Context, start: Selection | Interview | None, seed: int) -> None:
        """Prepares the app.

        Args:
            start: What to begin with: a new interview, an interrupted one, or the home screen.
            seed: Fixes the order of the questions of every interview.

        Raises:
            UsageError: The theme of the settings does not exist.
        """
        super().__init__()
        self.context = context
        self._start = start
        self._seeds = count(seed)
        self.register_theme(EVENING)
        self.register_theme(PAPER)
        self.theme = self._known_theme(context.settings.theme or EVENING.name)

    def on_mount(self) -> None:
        """Shows the screen to begin with."""
        self.push_screen(self._first())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette offers what the keys do, and the themes."""
        phrases = self.context.phrases
        for key in live_keys(screen, phrases):
            if key.action != "app.command_palette" and not key.is_group:
                yield SystemCommand(key.description, key.label, partial(self.simulate_key, key.key))
        yield SystemCommand(phrases.themes, phrases.themes_help, self.search_themes)
        yield SystemCommand(phrases.home, phrases.home_help, self._go_home)

    def action_command_palette(self) -> None:
        """Opens the palette, in the interface's language."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            placeholder = self.context.phrases.search_commands
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

    def search_themes(self) -> None:
        """Opens a palette of themes."""
        placeholder = self.context.phrases.search_themes
        self.push_screen(CommandPalette(providers=[ThemeProvider], placeholder=placeholder))

    def action_help(self) -> None:
        """Explains the screen and its keys."""
        from interviewer.tui.help import HelpDialog

        keys = list(live_keys(self.screen, self.context.phrases, hidden=True))
        self.push_screen(HelpDialog(keys, self.context.phrases))

    # Screens

    @on(GoHome)
    def _go_home(self) -> None:
        self.switch_screen(self._home())

    @on(Practise)
    def _start_practice(self, message: Practise) -> None:
        self.switch_screen(self._practice(message.selection))

    @on(Drill)
    def _start_drill(self, message: Drill) -> None:
        from interviewer.tui.practice import PracticeScreen

        begin = partial(self._begun, message.wish, next(self._seeds))
        self.switch_screen(PracticeScreen(self.context, begin))

    @on(Resume)
    def _resume_practice(self, message: Resume) -> None:
        self.switch_screen(self._resumed(message.interview))

    @on(ShowDebrief)
    def _show_debrief(self, message: ShowDebrief) -> None:
        from interviewer.tui.debrief import DebriefScreen

        self.switch_screen(DebriefScreen(self.context, message.interview_id))

    @on(ShowHistory)
    def _show_history(self, message: ShowHistory) -> None:
        from interviewer.tui.history import HistoryScreen

        self.switch_screen(HistoryScreen(self.context, message.place))

    @on(ShowRecord)
    def _show_record(self, message: ShowRecord) -> None:
        from interviewer.tui.record import RecordScreen

        self.switch_screen(RecordScreen(self.context, message.interview_id, message.attempt_id, message.place))

    @on(ShowComparison)
    def _show_comparison(self, message: ShowComparison) -> None:
        from interviewer.tui.comparison import ComparisonScreen

        self.switch_screen(ComparisonScreen(self.context, message.attempt_id, message.other_id, message.place))

    @on(ShowStats)
    def _show_stats(self) -> None:
        from interviewer.tui.stats import StatsScreen

        self.switch_screen(StatsScreen(self.context))

    def _known_theme(self, name: str) -> str:
        if name not in self.available_themes:
            raise UsageError(f"There is no theme {name!r}.", f"Themes are {', '.join(self.available_themes)}.")
        return name

    def _first(self) -> Screen[None]:
        match self._start:
            case Selection():
                return self._practice(self._start)
            case Interview():
                return self._resumed(self._start)
            case None:
                return self._home()

    def _home(self) -> Screen[None]:
        from interviewer.tui.home import HomeScreen

        return HomeScreen(self.context)

    def _practice(self, selection: Selection) -> Screen[None]:
        from interviewer.tui.practice import PracticeScreen

        start = partial(self.context.session.start, selection, next(self._seeds), self.context.now())
        return PracticeScreen(self.context, start)

    def _begun(self, wish: "Wish", seed: int) -> Interview:
        """A new drill.

        Raises:
            UsageError: There is nothing to drill now; it says when there will be.
        """
        from interviewer.lines.agenda import nothing_due_lines

        now, phrases = self.context.now(), self.context.phrases
        interview, queue = self.context.session.start_drill(wish, seed, now)
        if interview is None:
            nothing, *rest = nothing_due_lines(queue, wish.weak_only, now, phrases)
            raise UsageError(nothing, " ".join(rest))
        return interview

    def _resumed(self, interview: Interview) -> Screen[None]:
        from interviewer.tui.practice import PracticeScreen

        return PracticeScreen(self.context, lambda: interview)


def run(
    session: Session,
    settings: Settings,
    start: Selection | Interview | None,
    seed: int,
    now: Callable[[], datetime],
) -> None:
    """Shows the screens until the candidate leaves.

    `TEXTUAL_DISABLE_KITTY_KEY` must be set before this module is imported, where the terminal needs it.

    Args:
        start: What to begin with: a new interview, one or a drill that was begun, or (None) the home screen.
        seed: Fixes the order of the questions of every interview.
        now: The time of day, aware.

    Raises:
        BankError: Nothing fits the selection.
        UsageError: The theme of the settings does not exist.
    """
    if isinstance(start, Selection):
        session.bank.select(start, seed)
    InterviewerApp(Context(session, settings, now, time.monotonic), start, seed).run()
