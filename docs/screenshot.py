"""Draws the README's screenshot: a real interview on the real bank, scored by the real scorer.

`make screenshot` writes docs/screenshot.svg.
"""

import asyncio
import itertools
import re
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.model import Language, Selection
from interviewer.session import open_session
from interviewer.settings import Places, Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context

QUESTION = "regularization/dropout"
ANSWER = "While training it switches units off at random, so no unit can rely on certain other ones being there."
ADDITION = "At test time all units are on. Frameworks divide by the keep probability during training already."
SIZE = (100, 42)
TARGET = Path(__file__).with_name("screenshot.svg")


async def draw(places: Places) -> str:
    """Practises one question and returns the screen as SVG."""
    moments = (datetime(2026, 11, 23, 20, 0, tzinfo=UTC) + timedelta(seconds=n) for n in itertools.count())
    ids = (f"id-{n}" for n in itertools.count())
    settings = Settings(lang="en", probes=1)
    session = open_session(settings, places, next(moments), lambda: next(ids))
    session.grader.warm_up(session.bank.get(QUESTION))
    selection = Selection(question_ids=(QUESTION,), language=Language.EN)
    app = InterviewerApp(Context(session, settings, lambda: next(moments), time.monotonic), selection, 1)
    async with app.run_test(size=SIZE) as pilot:
        for answer in (ANSWER, ADDITION):
            await pilot.pause(1)
            await pilot.press(*answer)
            await pilot.press("enter")
        await pilot.pause(1)
        svg = app.export_screenshot(title="interviewer")
    session.close()
    return re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL)  # the reader's own font will do


def main() -> None:
    """Writes the picture beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        TARGET.write_text(asyncio.run(draw(Places(root, root, root))), encoding="utf-8")
    print(f"wrote {TARGET.name}")


if __name__ == "__main__":
    main()
