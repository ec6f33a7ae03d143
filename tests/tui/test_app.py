"""Keys, help, palette and themes, in both languages."""

import ast
import inspect
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.command import CommandPalette

import interviewer.tui
from interviewer.errors import BankError, UsageError
from interviewer.model import Language, Selection
from interviewer.phrases import Phrases
from interviewer.session import Session
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp, run
from interviewer.tui.context import Context
from interviewer.tui.help import HelpDialog
from interviewer.tui.home import HomeScreen
from interviewer.tui.keys import KeyBar, key_label, key_name, live_keys

if TYPE_CHECKING:
    from tests.tui.conftest import Sit

FOOTERS = {
    Language.EN: "F1 help   F2 hint   F3 skip   F4 editor   F5 reveal   ^p commands   ^q end",
    Language.ZH: "F1 帮助   F2 提示   F3 跳过   F4 编辑器   F5 看答案   ^p 命令   ^q 结束",
}


@pytest.mark.parametrize("interface", list(Language))
async def test_the_key_bar_speaks_the_language_of_the_interface(sit: "Sit", interface: Language) -> None:
    async with sit("git/rebase", interface=interface) as candidate:
        assert candidate.seen().splitlines()[-1].strip() == FOOTERS[interface]


async def test_the_interface_and_the_questions_have_languages_of_their_own(sit: "Sit") -> None:
    async with sit("git/rebase", interface=Language.EN, language=Language.ZH) as candidate:
        assert "git rebase 做了什么？" in candidate.told()
        assert FOOTERS[Language.EN] in candidate.seen()


async def test_the_key_bar_shows_the_keys_that_do_something_now(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send("No idea.")
        await candidate.send("No idea.")
        last = candidate.seen().splitlines()[-1].strip()
        assert last == "F1 help 1-4 rate F5 reveal F6 overrule F7 undo F9 repeat ^p commands ^q end"


async def test_in_a_narrow_terminal_help_and_the_way_out_stay(sit: "Sit") -> None:
    async with sit("git/rebase", size=(40, 20)) as candidate:
        last = candidate.seen().splitlines()[-1].strip()
        assert last.startswith("F1 help ")
        assert last.endswith(" ^q end")


async def test_a_click_in_the_key_bar_presses_the_key(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.pilot.click(KeyBar, offset=(3, 0))
        await candidate.blink()
        assert isinstance(candidate.screen, HelpDialog)


@pytest.mark.parametrize(
    ("key", "in_the_bar", "in_a_sentence"),
    [("f1", "F1", "F1"), ("ctrl+q", "^q", "Ctrl+Q"), ("escape", "Esc", "Escape"), ("h", "h", "H")],
)
def test_how_keys_are_written(key: str, in_the_bar: str, in_a_sentence: str) -> None:
    assert (key_label(key), key_name(key)) == (in_the_bar, in_a_sentence)


def test_every_described_key_has_a_phrase() -> None:
    described = {
        call.args[2].value
        for path in Path(inspect.getfile(interviewer.tui)).parent.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Binding" and len(call.args) > 2
        if isinstance(call.args[2], ast.Constant)
    }
    assert described
    assert described <= set(Phrases._fields)


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_explains_the_keys(sit: "Sit", key: str) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.ask(key)
        assert isinstance(candidate.screen, HelpDialog)
        said = candidate.told()
        assert "Answer in your own words" in said
        assert [line.split() for line in said.splitlines() if line.startswith(("Enter", "^j", "F2"))] == [
            ["F2", "hint"],
            ["Enter", "send"],
            ["^j", "new", "line"],
        ]
        await candidate.ask("escape")
        assert not isinstance(candidate.screen, HelpDialog)


async def test_a_question_mark_within_an_answer_is_typed(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.press("w", "question_mark")
        assert candidate.box.text == "w?"


@pytest.mark.parametrize("interface", list(Language))
async def test_the_palette_offers_what_the_keys_do(sit: "Sit", interface: Language) -> None:
    async with sit("git/rebase", interface=interface) as candidate:
        await candidate.ask("ctrl+p")
        assert isinstance(candidate.screen, CommandPalette)
        phrases = candidate.app.context.phrases
        await candidate.pilot.press("escape")
        await candidate.wait()
        commands = list(candidate.app.get_system_commands(candidate.screen))
    titles = [command.title for command in commands]
    assert titles[:3] == [phrases.key_help, phrases.key_hint, phrases.key_skip]
    assert titles[-2:] == [phrases.themes, phrases.home]


async def test_a_command_does_what_its_key_does(sit: "Sit") -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        skip = next(
            command for command in candidate.app.get_system_commands(candidate.screen) if command.title == "skip"
        )
        skip.callback()
        await candidate.wait()
        assert "What is git bisect for?" in candidate.told()


async def test_the_home_command_leaves_an_interview_as_it_stands(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        candidate.box.insert("half a thought")
        home = list(candidate.app.get_system_commands(candidate.screen))[-1]
        home.callback()
        await candidate.wait()
        assert isinstance(candidate.screen, HomeScreen)
        unfinished = session.unfinished()
        assert unfinished is not None
        assert unfinished.attempts[0].draft == "half a thought"


@pytest.mark.parametrize("theme", ["", "evening", "paper", "textual-light", "ansi-dark"])
async def test_the_theme_of_the_settings(session: Session, now: datetime, theme: str) -> None:
    context = Context(session, Settings(lang="en", theme=theme), lambda: now, lambda: 0.0)
    app = InterviewerApp(context, None, seed=1)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == (theme or "evening")


def test_an_unknown_theme_is_refused_before_the_screen_is_touched(session: Session, now: datetime) -> None:
    with pytest.raises(UsageError, match="no theme 'neon'"):
        run(session, Settings(lang="en", theme="neon"), None, 1, lambda: now)


def test_a_selection_that_nothing_fits_is_refused_before_the_screen_is_touched(session: Session, now: datetime) -> None:
    with pytest.raises(BankError, match="no topic 'cooking'"):
        run(session, Settings(lang="en"), Selection(topics=("cooking",)), 1, lambda: now)


async def test_the_seed_fixes_the_questions(sit: "Sit", session: Session) -> None:
    for _ in range(2):
        async with sit() as candidate:
            await candidate.press("enter")
            await candidate.press("f3")
            await candidate.ask("escape")
            await candidate.press("e")
    first, second = session.interviews()
    assert first.question_ids == second.question_ids


async def test_no_color_keeps_marks_words_and_underlines(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit("git/bisect", size=(100, 40)) as candidate:
        await candidate.send("It finds the commit that introduced a bug by binary search.")
        await candidate.send("No idea.")
        seen = candidate.seen()
    assert re.search(r"1 ✓ [━╌]{10} covered", seen)
    assert re.search(r"[23] ○ [━╌]{10} missing", seen)
    assert "search[1" in seen


def test_importing_the_app_loads_nothing_heavy() -> None:
    heavy = ["numpy", "faiss", "torch", "tokenizers", "interviewer.scoring"]
    code = f"import interviewer.tui.app, sys; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


async def test_live_keys_name_each_action_once(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        keys = live_keys(candidate.screen, candidate.app.context.phrases, hidden=True)
        assert len({key.action for key in keys}) == len(keys)
