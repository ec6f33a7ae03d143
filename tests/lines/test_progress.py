"""Progress as lines: what they say, and that they fit."""

import time
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weeks import practise

from interviewer.bank import Bank
from interviewer.lines.agenda import reason_text
from interviewer.lines.progress import Layout, Section, progress_sections
from interviewer.lines.progress.line import cells, fit, joined
from interviewer.lines.progress.plots import bars, curve, spark
from interviewer.model import Language
from interviewer.model.progress import Progress
from interviewer.model.review import Review
from interviewer.phrases import PHRASES
from interviewer.progress import Outlook, make_progress
from interviewer.schedule import suggest
from interviewer.session import Session
from interviewer.store import Store

EN = PHRASES[Language.EN]
BLOCKS = set("░▒▓█▁▂▃▄▅▆▇▀▌▐▖▗▘▝▚▞━╌")


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are local days."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.fixture
def progress(session: Session, store: Store, small_bank: Bank, now: datetime) -> Progress:
    """That of someone who practised for eight weeks."""
    practise(store, small_bank, now)
    return session.progress(now)


def told(sections: list[Section]) -> str:
    return "\n".join(
        "\n".join([section.title, section.about, *(line.text for line in section.lines)]) for section in sections
    )


def section_of(sections: list[Section], title: str) -> list[str]:
    """The lines below a heading."""
    (section,) = (section for section in sections if section.title == title)
    return [line.text for line in section.lines]


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("width", [51, 71, 80, 100])
@pytest.mark.parametrize("language", list(Language))
def test_every_line_fits_in_both_languages(
    progress: Progress, small_bank: Bank, language: Language, width: int, everything: bool
) -> None:
    layout = Layout(PHRASES[language], small_bank.find, language, width, everything=everything)
    sections = progress_sections(progress, layout)
    assert len(sections) > 7
    assert max(cells(line.text) for section in sections for line in section.lines) <= width


@pytest.mark.parametrize("language", list(Language))
def test_plain_lines_have_figures_instead_of_plots(progress: Progress, small_bank: Bank, language: Language) -> None:
    sections = progress_sections(progress, Layout(PHRASES[language], small_bank.find, language, plain=True))
    assert not BLOCKS & set(told(sections))


def test_the_figures_of_the_plain_lines_are_those_of_the_progress(progress: Progress, small_bank: Bank) -> None:
    sections = progress_sections(progress, Layout(EN, small_bank.find, Language.EN, plain=True))
    first = progress.days[0]
    assert section_of(sections, EN.stats_year)[0] == f"{first.day}     {first.answers}  2 min"
    assert len(section_of(sections, EN.stats_year)) == len(progress.days)
    ahead = sum(tally.answers for tally in progress.forecast)
    assert section_of(sections, EN.stats_forecast)[-1].startswith(f"In all: {ahead}, about ")


def test_the_heat_map_has_a_sign_for_every_day(progress: Progress, small_bank: Bank) -> None:
    sections = progress_sections(progress, Layout(EN, small_bank.find, Language.EN))
    months, *week, legend = section_of(sections, EN.stats_year)
    assert months.split() == ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb"]
    assert legend.split() == ["·", "0", "░", "1", "▒", "2", "█", "3+"]
    signs = "".join(line[3:] for line in week)
    inked = sum(sign not in "· " for sign in signs)
    assert inked == len(progress.days), "one for every day with an answer"
    assert len(signs.replace(" ", "")) == 53 * 7, "the year ends on a Sunday"


@pytest.mark.parametrize(
    ("answers", "legend"),
    [
        ([1], "· 0   █ 1+"),
        ([1, 2, 2], "· 0   ▒ 1   █ 2+"),
        ([5, 10, 10], "· 0   ░ 1–4   ▒ 5–7   ▓ 8–9   █ 10+"),
        ([4] * 20 + [40], "· 0   ░ 1   ▒ 2   ▓ 3   █ 4+"),
    ],
    ids=str,
)
def test_the_inks_fit_the_days_and_one_very_long_day_does_not_pale_the_others(
    small_bank: Bank, now: datetime, answers: list[int], legend: str
) -> None:
    reviews = [
        Review(f"{day} {number}", "git/rebase", "", now - timedelta(days=day), 0.5, {}, suggest(0.5))
        for day, count in enumerate(answers)
        for number in range(count)
    ]
    progress = make_progress(reviews, small_bank.questions, Outlook(), now)
    sections = progress_sections(progress, Layout(EN, small_bank.find, Language.EN))
    assert section_of(sections, EN.stats_year)[-1].strip() == legend


def test_without_answers_there_is_nothing_to_lay_out(session: Session, small_bank: Bank, now: datetime) -> None:
    assert progress_sections(session.progress(now), Layout(EN, small_bank.find, Language.EN)) == []


def test_the_weak_questions_can_be_practised_and_say_why_they_are_weak(progress: Progress, small_bank: Bank) -> None:
    sections = progress_sections(progress, Layout(EN, small_bank.find, Language.EN))
    (weakest,) = (section for section in sections if section.title == EN.stats_weakest)
    items = [line.item for line in weakest.lines if line.item]
    assert items == [weak.item for weak in progress.weakest]
    assert weakest.lines[0].text.split("%  ")[1].startswith(f"{items[0]} · ")
    assert weakest.lines[1].follows
    assert all(reason_text(reason, EN) in weakest.lines[1].text for reason in progress.weakest[0].reasons)


def test_key_points_have_their_trends_when_everything_is_asked_for(progress: Progress, small_bank: Bank) -> None:
    few, all_of_it = (
        section_of(
            progress_sections(progress, Layout(EN, small_bank.find, Language.EN, everything=everything)),
            EN.stats_trends,
        )
        for everything in (False, True)
    )
    assert len(few) == 3
    assert len(all_of_it) == 3 + sum(len(small_bank.get(trend.item).key_points) for trend in progress.questions)


def test_a_trend_shows_where_another_scorer_took_over(small_bank: Bank, now: datetime) -> None:
    reviews = [
        Review(f"a{n}", "git/rebase", "", now - timedelta(days=5 - n), score, {}, suggest(score), scorer=scorer)
        for n, (score, scorer) in enumerate([(0.1, "old"), (0.5, "new"), (1.0, "new")])
    ]
    progress = make_progress(reviews, small_bank.questions, Outlook(), now)
    sections = progress_sections(progress, Layout(EN, small_bank.find, Language.EN))
    (line,) = section_of(sections, EN.stats_trends)
    assert line.startswith("▁¦▄█")
    assert " +50  What does git rebase do" in line


def test_what_is_gone_is_listed_with_its_history(small_bank: Bank, now: datetime) -> None:
    review = Review("a", "old/gone", "", now, 0.4, {}, suggest(0.4), scorer="s")
    progress = make_progress([review], small_bank.questions, Outlook(), now)
    sections = progress_sections(progress, Layout(EN, small_bank.find, Language.EN))
    assert section_of(sections, EN.stats_gone) == ["old/gone  reviews: 1, last 2026-03-01, score 40 %"]


# Plots and widths


def test_bars_stand_side_by_side_as_high_as_their_amounts() -> None:
    drawn = bars([4, 0, 2], {0: "first"}, 80)
    columns = [[line[5 + 3 * number : 7 + 3 * number] for line in drawn] for number in range(3)]
    assert [sum(cell == "██" for cell in column) for column in columns] == [5, 0, 2]
    assert drawn[0].startswith("   4┤██")
    assert drawn[-1].strip() == "first"


def test_nothing_ahead_is_drawn_as_an_empty_plot() -> None:
    assert not BLOCKS & set("".join(bars([0] * 30, {0: "today"}, 80)))


def test_a_curve_goes_from_its_first_place_to_its_last() -> None:
    drawn = curve([0, 7, 14], [0.0, 0.5, 1.0], {0: "01-01", 14: "01-15"}, 60)
    assert all(cells(line) <= 60 for line in drawn)
    assert drawn[0].rstrip()[-1] in BLOCKS, "the best score is at the right, on top"
    assert drawn[0].startswith("100 %┤ "), "and not at the left"


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_share_never_has_a_lower_sign(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert spark([low]) <= spark([high])


@given(st.text(max_size=40), st.integers(1, 30))
def test_a_text_is_cut_or_filled_to_its_column(text: str, width: int) -> None:
    assert cells(fit(text, width)) == width


def test_chinese_takes_two_columns() -> None:
    assert fit("卷积与池化", 6) == "卷积… "
    assert cells("e\u0301") == 1, "a combining mark takes none"


def test_texts_are_joined_as_long_as_they_fit() -> None:
    assert joined(["one", "two", "three"], 9) == ["one · two", "three"]
    assert joined(["much too long"], 6) == ["much …"]
    assert joined([], 6) == []
