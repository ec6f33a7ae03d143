"""The report: what it shows, on how many pages, and that nothing a candidate writes gets loose in it."""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.grading.sheets import REBASE, ROWS, Called, Row, written

from interviewer.bank import Bank
from interviewer.formats.report.answer import marked
from interviewer.formats.report.scores import BINS, bin_of, histogram, unread_cell
from interviewer.model import Language, Match, Score, Span, Status
from interviewer.phrases.report import REPORT_PHRASES
from interviewer.phrases.rows import ROW_PHRASES

VOID = {"meta", "br", "rect", "path", "img"}
HOSTILE = '</blockquote><script>alert("x")</script><img src=x onerror=alert(1)>&amp;\x01\u202e'


class Page(HTMLParser):
    """What is on a page; a tag that is not closed, or closes another, is an error."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name in {"href", "src"}]


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """More candidates than one file is for."""
    return written(
        tmp_path / "crowd.jsonl",
        *({"candidate": f"c{n}", "question_id": "git/rebase", "answer": f"{REBASE} {n}"} for n in range(210)),
    )


def test_one_file_shows_every_answer_with_its_points(called: Called, answers: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    assert called(answers, "--report", report)[0] == 0
    page = Page(report)
    shown = re.sub(r"\d(,\d)*", "", page.text)
    for row in ROWS:
        assert row["candidate"] in shown
        assert row["answer"].strip() in shown
    assert page.tags["article"] == len(ROWS)
    assert page.tags["mark"]
    assert page.tags["script"] == 0
    assert ("lang", "en") in page.attributes
    assert not (tmp_path / "report_files").exists()
    assert all(link.startswith("#") for link in page.links), "it needs nothing from elsewhere"
    ids = {value for name, value in page.attributes if name == "id"}
    assert {link.removeprefix("#") for link in page.links} <= ids


@pytest.mark.parametrize("language", list(Language))
def test_every_page_says_what_scores_are_for(called: Called, crowd: Path, tmp_path: Path, language: Language) -> None:
    report = tmp_path / "report.html"
    called(crowd, "--report", report, "--lang", language.value, "--jobs", 1)
    pages = [report, *(tmp_path / "report_files").iterdir()]
    assert len(pages) == 1 + 210 + 2
    caution = REPORT_PHRASES[language].caution
    for page in pages:
        assert Page(page).text.count(caution) >= 2, page


def test_a_crowd_has_a_page_each_and_every_link_leads_somewhere(called: Called, crowd: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    called(crowd, "--report", report)
    reached, ahead = set(), [report]
    while ahead:
        path = ahead.pop()
        reached.add(path)
        found = {(path.parent / link).resolve() for link in Page(path).links}
        ahead += found - reached - set(ahead)
    assert reached == {report, *(tmp_path / "report_files").iterdir()}


def test_what_candidates_write_stays_text(called: Called, tmp_path: Path) -> None:
    row: Row = {"candidate": HOSTILE, "question_id": "git/rebase", "answer": f"{REBASE} {HOSTILE}", "id": HOSTILE}
    report = tmp_path / "report.html"
    code, _, _ = called(written(tmp_path / "a.jsonl", row, row | {"question_id": HOSTILE}), "--report", report)
    assert code == 1
    page = Page(report)
    assert (page.tags["script"], page.tags["img"]) == (0, 0)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert HOSTILE.replace("\x01", "\ufffd") in page.text
    assert "\x01" not in report.read_text(encoding="utf-8")


def test_the_same_scores_give_the_same_report(called: Called, answers: Path, tmp_path: Path) -> None:
    first, second, out = tmp_path / "first.html", tmp_path / "second.html", tmp_path / "scores.jsonl"
    called(answers, "--out", out, "--report", first)
    code, _, err = called(answers, "--out", out, "--report", second)
    assert (code, first.read_bytes()) == (0, second.read_bytes())
    assert "is complete" in err, "nothing was graded for the second one"


def test_a_report_replaces_its_own_pages_and_nothing_else(
    called: Called, crowd: Path, answers: Path, tmp_path: Path
) -> None:
    report, folder = tmp_path / "report.html", tmp_path / "report_files"
    called(crowd, "--report", report)
    assert called(answers, "--report", report)[0] == 0
    assert not folder.exists()
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    content = report.read_bytes()
    code, _, err = called(crowd, "--report", report)
    assert (code, report.read_bytes(), (folder / "notes.txt").read_text()) == (2, content, "mine")
    assert "something else" in err


def test_what_is_missing_is_named_with_what_to_ask(
    called: Called, answers: Path, tmp_path: Path, small_bank: Bank
) -> None:
    report = tmp_path / "report.html"
    called(
        written(tmp_path / "a.jsonl", {"candidate": "Ann", "question_id": "git/bisect", "answer": "Hm."}),
        "--report",
        report,
    )
    text = Page(report).text
    question = small_bank.get("git/bisect")
    assert question.title(Language.EN) in text
    for point in question.key_points:
        assert point.text.en in text
        assert point.probe.en in text


def test_evidence_is_marked_with_the_number_of_its_point() -> None:
    matches = (
        Match("a", 1.0, Status.COVERED, Span(0, 3)),
        Match("b", 0.0, Status.CONTRADICTED, Span(6, 8)),
        Match("c", 0.9, Status.COVERED, Span(2, 5)),
        Match("d", 0.0, Status.MISSING),
    )
    told = marked("a<b cd ef", Score(0.5, matches, "s"))
    assert told == (
        "<mark>a&lt;</mark><mark>b</mark><sup>1</sup><mark> c</mark><sup>3</sup>d"
        '<mark class="against"> e</mark><sup>2</sup>f'
    )


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_marking_changes_no_character(answer: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(min(place), max(place)) for place in places if place[0] != place[1]]
    matches = tuple(Match(f"p{n}", 1.0, Status.COVERED, span) for n, span in enumerate(spans))
    page = HTMLParser(convert_charrefs=True)
    heard: list[str] = []
    page.handle_data = heard.append  # type: ignore[method-assign, assignment]
    page.feed(re.sub(r"<sup>[\d,]+</sup>", "", marked(answer, Score(1.0, matches, "s"))))
    page.close()
    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", answer)
    assert "".join(heard) == shown


@given(st.floats(0, 1))
def test_every_score_has_a_bar(score: float) -> None:
    assert 0 <= bin_of(score) < BINS


def test_a_histogram_is_told_in_words() -> None:
    drawn = histogram([0, 3, 0, 0, 0, 0, 0, 0, 0, 12], 'twelve & "three"')
    assert 'aria-label="twelve &amp; &quot;three&quot;"' in drawn
    assert drawn.count("<rect") == BINS
    assert ">12</text>" in drawn


def test_headings_leave_out_no_level(called: Called, answers: Path, crowd: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    for given_answers, page in ((answers, report), (crowd, tmp_path / "report_files" / "candidate-00007.html")):
        called(given_answers, "--report", report)
        levels = [int(level) for level in re.findall(r"<h(\d)", page.read_text(encoding="utf-8"))]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert levels.count(1) == 1


def test_questions_have_the_numbers_of_the_set(called: Called, tmp_path: Path, small_bank: Bank) -> None:
    ids = ["web/etag", "git/rebase", "git/bisect"]
    asked, report = tmp_path / "set.yaml", tmp_path / "report.html"
    asked.write_text(f"questions: [{', '.join(ids)}]")
    mixed = [
        {"candidate": name, "question_id": question_id, "answer": REBASE}
        for name, order in (("Ann", (2, 0, 1)), ("Bob", (1, 2, 0)))
        for question_id in (ids[number] for number in order)
    ]
    called(written(tmp_path / "a.jsonl", *mixed), "--set", asked, "--report", report)
    text = report.read_text(encoding="utf-8")
    titles = [small_bank.get(name).title(Language.EN) for name in ids]
    columns = re.findall(r'<th scope="col" title="([^"]*)"><abbr>(\d)</abbr>', text)
    assert [(unescape(title), number) for title, number in columns] == list(zip(titles, "123", strict=True))
    headings = [unescape(title) for title in re.findall(r'<h\d class="question">(.*?)</h', text)]
    assert headings == [f"{number}. {title}" for number, title in enumerate(titles, 1)] * 2


@pytest.mark.parametrize("language", list(Language))
def test_what_could_not_be_read_is_told_from_what_was_left_empty(
    called: Called, tmp_path: Path, language: Language
) -> None:
    asked, report, path = tmp_path / "set.yaml", tmp_path / "report.html", tmp_path / "a.csv"
    asked.write_text("questions: [git/rebase, git/bisect]")
    path.write_text(
        f"candidate,question_id,answer\nAnn,git/rebase,{REBASE}\nAnn,git/bisect,one,two\nBob,git/rebase,\nCat,git/x,x\n"
    )
    called(path, "--set", asked, "--report", report, "--lang", language.value)
    words, page, text = REPORT_PHRASES[language], Page(report), report.read_text(encoding="utf-8")
    assert page.text.count(words.not_read) == 3
    assert page.text.count(words.no_answer) == 2
    cells = re.search(r'<table class="matrix">.*?</table>', text, re.S)
    assert cells
    assert cells[0].count("∅") == 2
    assert cells[0].count(unread_cell(words)) == 3
    assert all(name in cells[0] for name in ("Ann", "Bob", "Cat"))
    told = ROW_PHRASES[language].cells.format(count=4, columns=3)
    assert f"{words.row_of.format(row=3, candidate='Ann')}: {told}" in page.text
