"""Two accounts of one question become one: everything of ours stays, what the other one adds comes to it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank.merging import merged
from interviewer.model import KeyPoint, Language, Localized, Question

OURS = Question(
    "db/index",
    Localized(en="What does an index do?"),
    (KeyPoint("no-scan", Localized(en="It avoids a full scan."), weight=2, required=True),),
    tags=("sql",),
    sources=("a book",),
)
THEIRS = Question(
    "db/index-3f2a91b0",
    Localized(zh="索引有什么用？"),
    (KeyPoint("a", Localized(zh="避免全表扫描。")), KeyPoint("b", Localized(zh="写入会变慢。"))),
    model_answer=Localized(zh="避免全表扫描，但写入会变慢。"),
    tags=("sql", "performance"),
    sources=("notes.md",),
    licence="CC BY 4.0",
)


def recognise(text: str) -> str | None:
    """Only the first of their points is one of ours."""
    return "no-scan" if "扫描" in text else None


def test_the_other_language_fills_what_is_empty() -> None:
    both = merged(OURS, THEIRS, recognise)
    assert both.text == Localized("索引有什么用？", "What does an index do?")
    assert both.model_answer == THEIRS.model_answer
    assert both.id == "db/index"


def test_a_point_that_is_ours_gains_its_text_and_keeps_its_weight() -> None:
    point = merged(OURS, THEIRS, recognise).point("no-scan")
    assert point.text == Localized("避免全表扫描。", "It avoids a full scan.")
    assert point.weight == 2 and point.required


def test_a_point_that_is_new_is_added() -> None:
    assert [point.id for point in merged(OURS, THEIRS, recognise).key_points] == ["no-scan", "b"]


def test_other_words_in_a_language_that_is_there_become_a_wording() -> None:
    theirs = replace(THEIRS, key_points=(KeyPoint("a", Localized(en="No table scan (全表扫描) is needed.")),))
    point = merged(OURS, theirs, recognise).point("no-scan")
    assert point.text == OURS.key_points[0].text
    assert point.accept == {Language.EN: ("No table scan (全表扫描) is needed.",)}


def test_tags_and_sources_are_united_and_the_licence_comes_along() -> None:
    both = merged(OURS, THEIRS, recognise)
    assert (both.tags, both.sources, both.licence) == (("sql", "performance"), ("a book", "notes.md"), "CC BY 4.0")


def test_a_draft_with_an_answer_is_a_draft_no_longer() -> None:
    draft = replace(OURS, key_points=(), draft=True)
    both = merged(draft, THEIRS, lambda text: None)
    assert not both.draft
    assert len(both.key_points) == 2


texts = st.sampled_from(["", "a scan", "扫描", "b", "c"])
localized = st.builds(Localized, texts, texts)
points = st.lists(st.builds(KeyPoint, st.sampled_from(["no-scan", "a", "b"]), localized), unique_by=lambda p: p.id)
questions = st.builds(
    Question, st.just("q"), localized, points.map(tuple), tags=st.lists(texts, unique=True).map(tuple)
)


@given(questions, questions)
def test_nothing_of_ours_changes_and_a_second_time_adds_nothing(ours: Question, theirs: Question) -> None:
    both = merged(ours, theirs, recognise)
    for language in ours.text.languages:
        assert both.text[language] == ours.text[language]
    assert set(ours.tags) <= set(both.tags)
    for point in ours.key_points:
        kept = both.point(point.id)
        assert all(kept.text[language] == point.text[language] for language in point.text.languages)
    assert merged(both, theirs, recognise) == both
