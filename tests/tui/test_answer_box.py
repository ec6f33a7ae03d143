"""The box: what sends, what makes a new line, how it wraps."""

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import Key, Paste

from interviewer.model import Language
from interviewer.phrases import PHRASES
from interviewer.tui.answer_box import AnswerBox

CHINESE = "训练时随机让一部分神经元失活，神经元之间不会互相依赖（co-adaptation）。"


class OneBox(App[None]):
    """Collects what the box sends."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []

    def compose(self) -> ComposeResult:
        yield AnswerBox(PHRASES[Language.EN])

    def on_mount(self) -> None:
        self.query_one(AnswerBox).focus()

    @on(AnswerBox.Submitted)
    def keep(self, event: AnswerBox.Submitted) -> None:
        self.sent.append(event.text)


async def test_enter_sends_and_control_j_makes_a_new_line() -> None:
    app = OneBox()
    async with app.run_test() as pilot:
        await pilot.press("a", "ctrl+j", "b", "shift+enter", "c", "question_mark", "enter")
        assert app.sent == ["a\nb\nc?"]


async def test_pasting_lines_sends_nothing() -> None:
    app = OneBox()
    async with app.run_test() as pilot:
        app.post_message(Paste("第一行\n第二行\n"))
        await pilot.pause()
        assert app.query_one(AnswerBox).text == "第一行\n第二行\n"
        assert not app.sent


async def test_chinese_arrives_as_typed() -> None:
    app = OneBox()
    async with app.run_test() as pilot:
        for character in CHINESE:
            app.post_message(Key(character, character))
        await pilot.pause()
        assert app.query_one(AnswerBox).text == CHINESE


async def test_a_line_that_arrives_at_once_is_sent_whole() -> None:
    app = OneBox()
    async with app.run_test() as pilot:
        for character in CHINESE:
            app.post_message(Key(character, character))
        for key in (Key("enter", "\r"), Key("x", "x"), Key("enter", "\r")):
            app.post_message(key)
        await pilot.pause()
        assert app.sent[0] == CHINESE
        assert app.query_one(AnswerBox).text == CHINESE, "nothing is typed into what has been sent"


@pytest.mark.parametrize("width", [20, 31, 40, 60])
async def test_chinese_wraps_while_typing(width: int) -> None:
    app = OneBox()
    async with app.run_test(size=(width, 20)) as pilot:
        box = app.query_one(AnswerBox)
        box.insert(f"first\n{CHINESE}\n")
        await pilot.press("e", "n", "d")
        ((_,), lines, (_,)) = box.wrapped_document.lines
        assert "".join(lines) == CHINESE
        assert all(line[0] not in "，。）" for line in lines)
        assert box.wrapped_document.height == len(lines) + 2
        assert box.size.height == min(len(lines) + 2, 7)


async def test_the_cursor_moves_through_wrapped_lines() -> None:
    app = OneBox()
    async with app.run_test(size=(20, 20)) as pilot:
        box = app.query_one(AnswerBox)
        box.insert(CHINESE)
        await pilot.pause()
        rows = [box.cursor_screen_offset.y]
        for _ in range(4):
            await pilot.press("up")
            rows.append(box.cursor_screen_offset.y)
        assert rows == sorted(rows, reverse=True)
        box.move_cursor((0, 0))
        await pilot.pause()
        await pilot.press("delete", "down")
        second_row = box.wrapped_document.get_offsets(0)[0]
        await pilot.press("X")
        assert box.text == CHINESE[1 : 1 + second_row] + "X" + CHINESE[1 + second_row :]


async def test_a_line_with_a_tab_is_left_to_textual() -> None:
    app = OneBox()
    async with app.run_test(size=(20, 20)):
        box = app.query_one(AnswerBox)
        box.insert(f"\tif x:\n{CHINESE}")
        assert box.wrapped_document.height > 2
        assert box.text.startswith("\tif x:")


async def test_a_paused_box_takes_no_text() -> None:
    app = OneBox()
    async with app.run_test() as pilot:
        box = app.query_one(AnswerBox)
        box.pause("wait")
        await pilot.press("a", "ctrl+j")
        assert (box.text, box.placeholder) == ("", "wait")
        box.resume("draft")
        await pilot.press("!")
        assert box.text == "draft!"
