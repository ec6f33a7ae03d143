"""A set as HTML: one file, both languages marked, made to be printed."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from tests.sets.paper import CACHE, EN, HOSTILE, ZH, kit, printed

from interviewer.formats.paper.html import html, write
from interviewer.model import Language
from interviewer.model.question_set import Part

VOID = {"meta", "col", "br"}

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer"),
)


class Tags(HTMLParser):
    """Every tag with its attributes, and whether each is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("languages", [(ZH,), (EN,), (ZH, EN)])
def test_it_is_well_formed_and_needs_nothing_else(languages: tuple[Language, ...]) -> None:
    text = html(kit(*languages))
    tags = Tags(text)
    assert tags.open == []
    assert {tag for tag, _ in tags.found}.isdisjoint({"script", "link", "img", "iframe", "object", "embed"})
    assert not [
        name for _, attributes in tags.found for name in attributes if name in {"src", "href"} or name[:2] == "on"
    ]
    assert "url(" not in text
    assert "@import" not in text


def test_every_text_is_marked_with_its_language() -> None:
    text = html(kit(ZH, EN))
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert f'<div lang="zh-Hans"><p>{CACHE.text.zh}</p></div><div lang="en"><p>{CACHE.text.en}</p></div>' in text


def test_tables_and_headings_can_be_heard() -> None:
    tags = Tags(html(kit(EN))).found
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(level - before <= 1 for before, level in pairwise(levels))
    assert all(attributes.get("scope") in {"row", "col"} for tag, attributes in tags if tag == "th")
    assert sum(tag == "caption" for tag, _ in tags) == sum(tag == "table" for tag, _ in tags)


def test_hostile_texts_are_texts() -> None:
    text = html(kit(ZH, questions=(HOSTILE,)))
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "<title>一面 &lt;1&gt; &amp; more | x</title>" in text


def test_the_same_kit_gives_the_same_page() -> None:
    assert html(kit(ZH, EN)) == html(kit(ZH, EN))


def has_chinese_font() -> bool:
    """Whether Chromium finds a font for Chinese."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True).stdout.strip())


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
@pytest.mark.parametrize(
    ("language", "title"),
    [
        (EN, "Scorecard"),
        pytest.param(
            ZH, "评分表", marks=pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font is installed")
        ),
    ],
)
def test_chromium_prints_it(language: Language, title: str, tmp_path: Path) -> None:
    page, paper = tmp_path / "set.html", tmp_path / "set.pdf"
    write(page, kit(language, parts=(Part.KEY, Part.SCORECARD)))
    command = [CHROMIUM, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert "".join(CACHE.key_points[0].text[language].split()) in printed(paper, "-l", "1")
    assert title not in printed(paper, "-l", "1")
    assert title in printed(paper, "-f", "2"), "a part begins a page"
