"""The sheet asks, gives time and room, and betrays nothing."""

from tests.sets.paper import CACHE, CODE, EN, ZH, kit

from interviewer.formats.paper import page
from interviewer.formats.paper.documents import document_of
from interviewer.formats.paper.markdown import markdown
from interviewer.model.question_set import Part


def test_it_has_every_question_with_its_minutes_and_the_time_in_all() -> None:
    text = markdown(kit(EN, parts=(Part.SHEET,)))
    assert "3 questions · 7.5 min" in text
    assert all(f"## Question {number}" in text for number in (1, 2, 3))
    assert CACHE.text.en in text
    assert "*2.5 min*" in text
    assert "**Name**" in text
    assert "**Date**" in text


def test_it_gives_no_answer_away() -> None:
    text = markdown(kit(EN, ZH, parts=(Part.SHEET,)))
    betrayed = [CACHE.id, CODE.id, "medium", "中等", "RFC 9111", CACHE.model_answer.zh, "weight", "权重"]
    betrayed += [point.text[language] for point in CACHE.key_points for language in (ZH, EN)]
    assert [each for each in betrayed if each in text] == []


def test_who_has_more_time_has_more_room() -> None:
    rooms = [
        block.lines
        for block in page.flat(document_of(kit(EN, parts=(Part.SHEET,))).sections[0].blocks)
        if isinstance(block, page.Room)
    ]
    assert rooms == [8, 5, 5], "at four minutes, at two and a half, at one"


def test_both_languages_stand_one_under_the_other_and_what_is_missing_is_said() -> None:
    text = markdown(kit(ZH, EN, parts=(Part.SHEET,)))
    assert text.index(CACHE.text.zh) < text.index(CACHE.text.en)
    assert f"{CACHE.text.zh}\n\n{CACHE.text.en}" in text
    assert text.index("（仅有英文）" if "（仅有英文）" in text else "仅有英文") > text.index("What does `a[1:]")
    assert "in Chinese only" in text


def test_a_text_of_another_language_is_shown_and_said() -> None:
    text = markdown(kit(ZH, parts=(Part.SHEET,)))
    assert "What does `a[1:] | \\<b\\>` print?" in text or "What does `a[1:] | <b>` print?" in text
    assert "仅有英文" in text
    assert "Question" not in text, "the paper's own words are Chinese"
