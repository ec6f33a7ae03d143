"""Prose, as widgets show it."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.selection import Selection

from interviewer.tui.prose import Paragraph, Prose, ProseView, text

CHINESE = "Dropout 通过随机将一部分神经元的输出置为零，来防止过拟合（overfitting）；测试时使用全部神经元。"


class OneView(App[None]):
    """Shows one paragraph."""

    def compose(self) -> ComposeResult:
        yield ProseView(text(CHINESE))


def painted(app: App[None]) -> list[str]:
    view = app.query_one(ProseView)
    return ["".join(segment.text for segment in view.render_line(y)).rstrip() for y in range(view.size.height)]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
async def test_a_widget_wraps_to_its_real_width(width: int) -> None:
    app = OneView()
    async with app.run_test(size=(width, 24)):
        lines = painted(app)
        assert "".join(line.replace(" ", "") for line in lines) == CHINESE.replace(" ", "")
        assert all(cell_len(line) <= width for line in lines)
        assert all(cell_len(line) >= width - 12 for line in lines[:-1])
        assert all(line[0] not in "，。；）" for line in lines)


async def test_a_widget_wraps_again_when_it_is_resized() -> None:
    app = OneView()
    async with app.run_test(size=(80, 24)) as pilot:
        before = painted(app)
        await pilot.resize_terminal(30, 24)
        await pilot.pause()
        assert len(painted(app)) > len(before)
        assert "".join(painted(app)).replace(" ", "") == "".join(before).replace(" ", "")


def test_further_lines_are_indented_to_the_text() -> None:
    paragraph = Paragraph(Content("通过随机将一部分神经元的输出置为零来防止"), Content("1 ✓ "))
    assert [line.plain for line in paragraph.lines(30)] == [
        "1 ✓ 通过随机将一部分神经元的输",
        "    出置为零来防止",
    ]


def test_where_there_is_no_room_beside_the_lead_the_text_goes_below() -> None:
    paragraph = Paragraph(Content("通过随机将一部分神经元的输出置为零"), Content("1 ✓ covered  "))
    assert [line.plain for line in paragraph.lines(22)] == [
        "1 ✓ covered",
        "  通过随机将一部分神经",
        "  元的输出置为零",
    ]


def test_a_clipped_paragraph_is_one_line() -> None:
    paragraph = Paragraph(Content("通过随机将一部分神经元的输出置为零来防止"), Content("1 ✓ "), clipped=True)
    assert [line.plain for line in paragraph.lines(31)] == ["1 ✓ 通过随机将一部分神经元的输…"]


def test_prose_knows_its_height() -> None:
    prose = Prose(text("神经元的输出"), text("two words"))
    assert [prose.get_height({}, width) for width in (80, 8, 5)] == [2, 4, 5]
    assert prose.get_optimal_width({}, 80) == 12


async def test_selected_text_can_be_copied() -> None:
    app = OneView()
    async with app.run_test(size=(20, 24)):
        view = app.query_one(ProseView)
        chosen = view.get_selection(Selection.from_offsets(Offset(8, 0), Offset(2, 1)))
        assert chosen == ("通过随机将一\n部分", "\n")
