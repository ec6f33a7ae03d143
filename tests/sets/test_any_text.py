"""Whatever an author writes, it is printed in every format, and nothing breaks."""

import dataclasses
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.sets.paper import CACHE, EN, ZH, kit

from interviewer.formats.paper.prose import Listing, passages
from interviewer.formats.sets import FORMATS
from interviewer.model import KeyPoint, Localized, Question
from interviewer.model.question_set import Kit

PAPER = [known for known in FORMATS if known.name in {"md", "html", "pdf", "docx"}]

WILD = st.text(
    st.one_of(st.sampled_from("`*$|#\\<>&{}[]()@_~-\"'\n\t 甲，“”…1."), st.characters(blacklist_categories=["Cs"])),
    min_size=1,
    max_size=60,
)


def written(wanted: Kit) -> None:
    with TemporaryDirectory() as folder:
        for known in PAPER:
            path = Path(folder) / f"set{known.ending}"
            known.write(path, wanted)
            assert path.stat().st_size > 500


@settings(max_examples=8)
@given(WILD, WILD, WILD)
@example("```\n", "`` ` ``", "$$")
@example("\x00\x0b\ufffe", "|", "1. \n2. x")
@example("\u202e\u200b\u2028", "#set page()", "\\")
def test_any_text_can_be_printed(text: str, claim: str, name: str) -> None:
    question = Question(
        "a/b",
        Localized(en=text),
        (KeyPoint("p", Localized(zh=claim), accept={EN: (text,)}, contradicts={ZH: (claim,)}),),
        model_answer=Localized(zh=text),
        sources=(claim,),
    )
    written(dataclasses.replace(kit(ZH, EN, questions=(question,)), name=name))


@given(st.text(max_size=200))
def test_no_word_is_lost_between_marks(text: str) -> None:
    kept = "".join(
        piece.text if isinstance(piece, Listing) else "".join(run.text for line in piece.lines for run in line)
        for piece in passages(text)
    )
    assert sum(map(str.isalpha, kept)) == sum(map(str.isalpha, text))


def test_many_questions_can_be_printed(tmp_path: Path) -> None:
    many = kit(ZH, questions=(CACHE,) * 40)
    for known in PAPER:
        path = tmp_path / f"set{known.ending}"
        known.write(path, many)
        assert path.stat().st_size > 10_000
