"""Questions as Hypothesis makes them: with everything that a question can have, and texts that are hard to carry."""

from hypothesis import strategies as st

from interviewer.model import AnyOf, Difficulty, KeyPoint, Language, Localized, Question

HARD = (
    "a < b && c > d, {x} ~ y = z # 1: 50%",
    '=HYPERLINK("http://x")',
    "'=1+1",
    "+1",
    "- 一个列表\n- 第二项",
    '["a", "b"]',
    '```python\nif a:\n    print("x\\n")\n```\nthen `b`',
    "\\(\\frac{a}{b}\\) 和 $$\\sum_i x_i^2$$",
    "什么是“过拟合”？\n\n  怎么办？",
    "]]> <!-- x --> <b>bold</b> &amp; &#91;",
    "{{c1::cloze}} [sound:x.mp3] [latex]x[/latex]",
    "-- \\n \\\\ \\= // comment\n// not one\n::title:: {=a ~b}",
    "// comes first",
    "$CATEGORY: x",
    "a\tb\u00a0c\u2028d\u0085e\r\nf\u3000g",
    "1,2;3\t4|5",
    "TRUE",
    "x\u0301 \u212b \ufb01 \ufeff 😀",
    "\x00\x1f\x7f\x1b[0m",
    "---\n...\n--- |\n# not a comment",
)
"""What each format has for itself."""

texts = (st.sampled_from(HARD) | st.text(min_size=1, max_size=40)).map(str.strip).filter(bool)
"""A text as a question file can hold it: not empty, without blanks around it."""

localized = st.one_of(
    st.builds(Localized, zh=texts, en=texts), st.builds(Localized, en=texts), st.builds(Localized, zh=texts)
)
wordings = st.dictionaries(st.sampled_from(Language), st.lists(texts, min_size=1, max_size=3).map(tuple))
words = st.lists(st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True), min_size=1, max_size=3).map("-".join)
ids = st.lists(words, min_size=1, max_size=3).map("/".join)
numbers = st.floats(0.001, 999, allow_nan=False) | st.integers(1, 99).map(float) | st.sampled_from([0.5, 1.0, 2.5])


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question with at least one key point."""
    names = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    points = tuple(
        KeyPoint(
            id=name,
            text=draw(localized),
            weight=draw(numbers),
            required=draw(st.booleans()),
            accept=draw(wordings),
            contradicts=draw(wordings),
            probe=draw(localized | st.just(Localized())),
        )
        for name in names
    )
    groups = st.lists(st.sampled_from(names), min_size=1, unique=True).flatmap(
        lambda chosen: st.builds(AnyOf, st.just(tuple(chosen)), st.integers(1, len(chosen)))
    )
    return Question(
        id=draw(ids),
        text=draw(localized),
        key_points=points,
        difficulty=draw(st.sampled_from(Difficulty)),
        minutes=draw(numbers),
        tags=tuple(draw(st.lists(texts, max_size=3))),
        any_of=tuple(draw(st.lists(groups, max_size=2))),
        model_answer=draw(localized | st.just(Localized())),
        sources=tuple(draw(st.lists(texts, max_size=2))),
        licence=draw(texts | st.just("")),
    )
