"""What a person wants each evening: go on where they stopped, drill what is due, or start a new interview."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from interviewer.errors import InterviewerError
from interviewer.model import Difficulty, Interview, Language, Mode, Selection
from interviewer.tui.action_line import ActionLine, key_line
from interviewer.tui.choice_field import ChoiceField
from interviewer.tui.context import Context
from interviewer.tui.drill_lines import DrillLines
from interviewer.tui.keys import EVERYWHERE, KeyBar, key_name
from interviewer.tui.navigation import Drill, Practise, Resume, ShowHistory, ShowStats
from interviewer.tui.prose import Paragraph, ProseView, text

COUNTS = (1, 3, 5, 10)
"""How many questions are offered, beside the user's own setting and "all"."""

ALL = 0

FIRST_FRAME_S = 1 / 60
"""How long the first frame is given to reach the terminal."""

LANGUAGE_NAMES = {Language.EN: "English", Language.ZH: "中文"}


class HomeScreen(Screen[None]):
    """The first screen."""

    ESCAPE_TO_MINIMIZE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-middle"), (30, "-high")]  # noqa: RUF012 - mypy wants no ClassVar here

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "key_start"),
        Binding("r", "resume", "key_resume"),
        Binding("d", "drill", "key_drill"),
        Binding("w", "weak", "key_weak"),
        Binding("h", "history", "key_history"),
        Binding("s", "stats", "key_stats"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._phrases = phrases = context.phrases
        self._unfinished: Interview | None = None
        self._resume = ActionLine(id="resume")
        self._drill = DrillLines(context)
        self._start = ActionLine(key_line(phrases.start, key_name("enter")), id="start")
        topics = [(topic, topic) for topic in context.session.bank.topics]
        self._topics = ChoiceField(phrases.topics, topics, several=True)
        difficulties = [(str(getattr(phrases, value)), value) for value in Difficulty]
        self._difficulties = ChoiceField(phrases.difficulty, difficulties, several=True)
        languages = [(name, language) for language, name in LANGUAGE_NAMES.items()]
        self._language = ChoiceField(phrases.language, languages, [context.settings.question_language])
        counts = [(str(count), count) for count in sorted({*COUNTS, context.settings.questions})]
        counts.append((phrases.all_questions, ALL))
        self._count = ChoiceField(phrases.questions, counts, [context.settings.questions])

    def compose(self) -> ComposeResult:
        """Title, what can be resumed, the form, keys."""
        bank = self.context.session.bank
        size = self._phrases.bank_size.format(questions=len(bank.questions), topics=len(bank.topics))
        title = Content.assemble(("interviewer", "bold $text-accent"), f"   {self._phrases.tagline}")
        with VerticalScroll(can_focus=False), Container(id="form"):
            yield ProseView(Paragraph(title), text(size, "$foreground 60%"), id="title")
            yield self._resume
            yield self._drill
            yield ProseView(text(self._phrases.new_interview, "bold"))
        with Container(id="bottom"):
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Leaves what takes time until the first frame is painted: the writer's thread needs a turn for that."""
        self._resume.display = False
        self.set_timer(FIRST_FRAME_S, self._fill_in)

    async def _fill_in(self) -> None:
        """The form, and what can be resumed."""
        await self.query_one("#form").mount(*self._fields, self._start)
        self._topics.focus()
        self._find_work()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to resume, or to drill."""
        match action:
            case "resume":
                return self._unfinished is not None
            case "drill":
                return self._drill.has_due
            case "weak":
                return self._drill.has_weak
            case _:
                return True

    @property
    def _fields(self) -> Iterator[Widget]:
        yield from (self._topics, self._difficulties, self._language, self._count)

    @work
    async def _find_work(self) -> None:
        from interviewer.tui.messages import Notice
        from interviewer.tui.to_drill import read_agenda

        try:
            await self._find_unfinished()
            agenda = await asyncio.to_thread(read_agenda, self.context, self.context.settings.question_language)
        except InterviewerError as error:
            await self.query_one("#form").mount(Notice(error.message, error.hint, serious=True))
            return
        if agenda:
            self._drill.show(agenda)
            self.refresh_bindings()

    async def _find_unfinished(self) -> None:
        from interviewer.tui.messages import Notice

        aside = await asyncio.to_thread(self.context.session.open)
        self._unfinished = await asyncio.to_thread(self.context.session.unfinished)
        if aside:
            notice = Notice(self._phrases.set_aside.format(path=aside), serious=True)
            await self.query_one("#form").mount(notice)
        if self._unfinished:
            self._resume.show(key_line(self._resume_label(self._unfinished), "R"))
            self._resume.display = True
            self._resume.focus()
            self.refresh_bindings()

    def _resume_label(self, interview: Interview) -> str:
        done = sum(attempt.outcome is not None for attempt in interview.attempts)
        words = self._phrases.resume if interview.mode is Mode.MOCK else self._phrases.resume_drill
        return words.format(
            mode=getattr(self._phrases, f"mode_{interview.mode.value}"),
            number=done + 1,
            count=len(interview.question_ids),
            topics=", ".join(dict.fromkeys(name.rpartition("/")[0] for name in interview.question_ids)),
            date=f"{interview.started_at.astimezone():%Y-%m-%d %H:%M}",
        )

    @on(ActionLine.Pressed, "#start")
    def action_start(self) -> None:
        """Starts an interview on what is chosen."""
        (language,), (count,) = self._language.chosen, self._count.chosen
        self.post_message(
            Practise(
                Selection(
                    topics=self._topics.chosen,
                    difficulties=self._difficulties.chosen,
                    language=language,
                    questions=count,
                )
            )
        )

    @on(ActionLine.Pressed, "#resume")
    def action_resume(self) -> None:
        """Goes on with the interrupted interview."""
        if self._unfinished:
            self.post_message(Resume(self._unfinished))

    @on(ActionLine.Pressed, "#drill")
    def action_drill(self) -> None:
        """Drills what is due."""
        self._drill_on()

    @on(ActionLine.Pressed, "#weak")
    def action_weak(self) -> None:
        """Drills what is weak."""
        self._drill_on(weak_only=True)

    def _drill_on(self, weak_only: bool = False) -> None:
        from interviewer.model.review import Wish

        self.post_message(Drill(Wish(language=self.context.settings.question_language, weak_only=weak_only)))

    def action_history(self) -> None:
        """Shows the past interviews."""
        self.post_message(ShowHistory())

    def action_stats(self) -> None:
        """Shows the progress."""
        self.post_message(ShowStats())
