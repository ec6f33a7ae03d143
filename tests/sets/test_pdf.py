"""A set as PDF: Chinese that can be copied, in a font that comes along, and nothing that is run."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.sets.paper import CACHE, CODE, EN, HOSTILE, ZH, kit, printed

from interviewer.formats.paper.pdf import pdf, write
from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.model.question_set import Part

NOT_AT_THE_START = "，。、；：？！）》”…"


def words(*texts: str) -> list[str]:
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("languages", [(ZH,), (EN,), (ZH, EN), (EN, ZH)])
def test_every_text_can_be_taken_out_again(languages: tuple[Language, ...], tmp_path: Path) -> None:
    path = tmp_path / "set.pdf"
    assert write(path, kit(*languages, parts=(Part.KEY,))) == ()
    first = CACHE.key_points[0]
    texts = [
        text
        for language in languages
        for text in (*first.accept[language], *first.contradicts[language], first.probe[language])
    ]
    read = printed(path, "-layout") + printed(path)
    assert [text for text in words(*texts, HOSTILE.key_points[0].text.zh) if text not in read] == []


def test_what_looks_like_markup_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "set.pdf"
    write(path, kit(ZH, parts=(Part.SHEET,), questions=(HOSTILE,)))
    assert words(HOSTILE.text.zh)[0] in printed(path)


def test_no_line_begins_with_a_mark_that_ends_one(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler's pdftotext is not installed")
    sentence = "缓存，把数据、放在《离用户》更近的“地方”；这样（一般来说）更快！为什么？因为……"
    for shift in range(0, 12, 3):
        question = Question("a/b", Localized(zh="甲" * shift + sentence * 6), (KeyPoint("p", Localized(zh=sentence)),))
        path = tmp_path / f"{shift}.pdf"
        write(path, kit(ZH, parts=(Part.SHEET,), questions=(question,)))
        read = subprocess.run(["pdftotext", path, "-"], capture_output=True, encoding="utf-8", check=True).stdout
        assert not [line for line in read.splitlines() if line.startswith(tuple(NOT_AT_THE_START))]


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler's pdffonts is not installed")
def test_its_fonts_are_embedded_in_part(tmp_path: Path) -> None:
    path = tmp_path / "set.pdf"
    write(path, kit(ZH))
    listed = subprocess.run(["pdffonts", path], capture_output=True, encoding="utf-8", check=True).stdout
    fonts = listed.splitlines()[2:]
    assert fonts
    assert all(font.split()[-5:-2] == ["yes", "yes", "yes"] for font in fonts), "embedded, subset, with its characters"
    assert path.stat().st_size < 1_000_000


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler's pdftoppm is not installed")
def test_its_pages_are_drawn(tmp_path: Path) -> None:
    path = tmp_path / "set.pdf"
    write(path, kit(ZH, EN, parts=(Part.SCORECARD,)))
    subprocess.run(["pdftoppm", "-r", "20", "-gray", path, tmp_path / "page"], check=True, capture_output=True)
    pages = sorted(tmp_path.glob("page-*.pgm"))
    assert len(pages) >= 4, "how to use it, each question, the summary"
    assert all(min(page.read_bytes()[20:]) < 128 for page in pages), "no page is blank"


def test_a_header_and_the_number_stand_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "set.pdf"
    write(path, kit(EN, parts=(Part.SCORECARD,)))
    read = printed(path, "-layout", "-f", "2", "-l", "2")
    assert read.startswith(words("一面 <1> & more | x Scorecard")[0])
    assert "2/" in read


def test_it_is_one_that_screen_readers_can_read() -> None:
    content, unseen = pdf(kit(ZH, EN))
    assert unseen == "", "typst found nothing that PDF/UA forbids"
    assert b"pdfuaid" in content


def test_what_has_no_picture_is_said(tmp_path: Path) -> None:
    question = Question("a/b", Localized(en="Is it 🦜?"), (KeyPoint("p", Localized(en="It is.")),))
    assert "🦜" in write(tmp_path / "set.pdf", kit(EN, questions=(question,)))[0]


def test_the_same_kit_gives_the_same_bytes() -> None:
    assert pdf(kit(ZH, questions=(CODE,))) == pdf(kit(ZH, questions=(CODE,)))


def test_a_question_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "set.pdf"
    long = Question("a/b", Localized(zh="长" * 6000 + "尾"), (KeyPoint("p", Localized(zh="点" * 6000 + "末")),))
    write(path, kit(ZH, questions=(long,)))
    read = printed(path)
    assert "长尾" in read
    assert "点末" in read
