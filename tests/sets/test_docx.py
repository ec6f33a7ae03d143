"""A set as a Word document: opened by python-docx, with Chinese fonts, real headings and tables that go on."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from tests.sets.paper import CACHE, CODE, EN, HOSTILE, ZH, kit

from interviewer.formats.paper.word import write
from interviewer.model import Language
from interviewer.model.question_set import Part


def opened(path: Path) -> "docx.document.Document":
    return docx.Document(BytesIO(path.read_bytes()))


def texts(document: "docx.document.Document") -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("languages", [(ZH,), (EN,), (ZH, EN)])
def test_it_has_every_text(languages: tuple[Language, ...], tmp_path: Path) -> None:
    path = tmp_path / "set.docx"
    assert write(path, kit(*languages)) == ()
    read = texts(opened(path))
    for language in languages:
        assert CACHE.text[language] in read
        assert all(point.text[language] in read for point in CACHE.key_points)
    assert HOSTILE.text.zh in read
    assert "if x < 1 and y & 2:\n    print('*')" in read


def test_its_headings_are_headings(tmp_path: Path) -> None:
    path = tmp_path / "set.docx"
    write(path, kit(ZH))
    document = opened(path)
    found = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert found == ["面试题", "参考答案与评分要点", "评分表"]
    assert document.core_properties.title == "一面 <1> & more | x"


def test_chinese_has_a_chinese_font_and_is_marked_as_chinese(tmp_path: Path) -> None:
    path = tmp_path / "set.docx"
    write(path, kit(ZH, EN, parts=(Part.KEY,)))
    document = opened(path)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert fonts.get(qn("w:eastAsiaTheme")) is None, "a theme's font would come first"
    marked = {
        run.text: [run._r.get_or_add_rPr().find(qn("w:lang")).get(qn(f"w:{name}")) for name in ("val", "eastAsia")]
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.text in {CACHE.text.zh, CACHE.text.en}
    }
    both = ["en-US", "zh-CN"]
    assert marked == {CACHE.text.zh: both, CACHE.text.en: both}, "English words among Chinese ones are not broken"


def test_table_headers_come_again_and_rows_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "set.docx"
    write(path, kit(EN, parts=(Part.SCORECARD,), questions=(CACHE,), interviewers=4))
    tables = opened(path).tables
    assert len(tables) == 4, "points, anchors, evidence, summary"
    for table in tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in tables[0].rows[0].cells][-4:] == ["Int. 1", "Int. 2", "Int. 3", "Int. 4"]


def test_its_pages_are_numbered_and_a_part_begins_one(tmp_path: Path) -> None:
    path = tmp_path / "set.docx"
    write(path, kit(EN))
    sections = opened(path).sections
    assert len(sections) == 3
    assert all('w:instr="PAGE"' in section.footer.paragraphs[0]._p.xml for section in sections)
    assert [section.header.paragraphs[0].text.split("\t")[1] for section in sections] == [
        "Questions",
        "Answer key",
        "Scorecard",
    ]


def test_the_same_kit_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.docx", tmp_path / "other.docx"
    write(one, kit(ZH, questions=(CODE,)))
    write(other, kit(ZH, questions=(CODE,)))
    assert one.read_bytes() == other.read_bytes()
