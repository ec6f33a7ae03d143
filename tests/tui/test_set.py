"""A question set on the screens: its questions, in its order and its language."""

from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.bank import Bank
from interviewer.bank.sets import read_set
from interviewer.cli.practice import of_set
from interviewer.model import Language, Selection
from interviewer.tui.debrief import DebriefScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


async def test_a_set_is_practised_from_its_first_question_to_the_debrief(
    sit: "Sit", small_bank: Bank, tmp_path: Path
) -> None:
    file = tmp_path / "monday.yaml"
    file.write_text("language: zh\nquestions: [git/bisect, git/rebase]\n")
    selection = of_set(read_set(file, small_bank), Selection(language=Language.EN), is_language_said=False)
    async with sit(start=selection) as candidate:
        assert "git bisect 是做什么的？" in candidate.told()
        await candidate.press("f3")
        await candidate.press("enter")
        assert "git rebase 做了什么？什么时候不该用它？" in candidate.told()
        await candidate.press("f3")
        await candidate.press("enter")
        assert isinstance(candidate.screen, DebriefScreen)
