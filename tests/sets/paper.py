"""A set that has everything: two languages and one, groups, required points, code, formulas, hostile characters."""

import shutil
import subprocess
from pathlib import Path

import pytest

from interviewer.model import AnyOf, Difficulty, KeyPoint, Language, Localized, Question
from interviewer.model.question_set import Kit, Part

ZH, EN = Language.ZH, Language.EN

CACHE = Question(
    id="web/cache",
    text=Localized(
        zh="缓存为什么能让网页更快？它又会带来什么问题，应当怎样解决？",
        en="Why does a cache make a page faster, and which problem does it bring?",
    ),
    key_points=(
        KeyPoint(
            "near",
            Localized(zh="缓存把数据放在离用户更近的地方。", en="A cache keeps data nearer to the user."),
            weight=3,
            required=True,
            accept={ZH: ("数据就在手边。",), EN: ("What is needed is at hand.",)},
            contradicts={ZH: ("缓存会压缩数据。",), EN: ("A cache compresses the data.",)},
            probe=Localized(zh="数据从哪里来？", en="Where does the data come from?"),
        ),
        KeyPoint("stale", Localized(zh="缓存的数据可能已经过期。", en="What is cached may be stale."), weight=2),
        KeyPoint("expiry", Localized(zh="可以给缓存设定有效期。", en="An expiry time limits that."), weight=2),
        KeyPoint("purge", Localized(zh="可以在写入时清除缓存。", en="A write can purge the cache."), weight=2),
        KeyPoint("hit-rate", Localized(zh="命中率决定收益。", en="The hit rate decides what is gained."), weight=1),
    ),
    difficulty=Difficulty.MEDIUM,
    minutes=4,
    any_of=(AnyOf(("expiry", "purge"), 1),),
    model_answer=Localized(zh="缓存更近，但可能过期。", en="A cache is nearer but may be stale."),
    sources=("RFC 9111, HTTP Caching",),
    licence="CC BY 4.0",
)

CODE = Question(
    id="python/slices",
    text=Localized(en="What does `a[1:] | <b>` print?\n\n```python\nif x < 1 and y & 2:\n    print('*')\n```"),
    key_points=(KeyPoint("copy", Localized(en="A slice is a copy | not a view, $O(n) < n^2$.")),),
    difficulty=Difficulty.HARD,
    minutes=2.5,
)

HOSTILE = Question(
    id="odd/markup",
    text=Localized(zh='#set page(width: 1pt) #panic() @ref <script>alert("甲")</script> {{7*7}} \\end'),
    key_points=(KeyPoint("only", Localized(zh="只有一个要点，“引号”、《书名》——都要保留……")),),
    difficulty=Difficulty.EASY,
    minutes=1,
)


def kit(
    *languages: Language,
    parts: tuple[Part, ...] = tuple(Part),
    interviewers: int = 3,
    questions: tuple[Question, ...] = (CACHE, CODE, HOSTILE),
) -> Kit:
    """The questions as a kit, in Chinese unless said otherwise."""
    return Kit("一面 <1> & more | x", questions, parts, languages or (ZH,), interviewers)


def printed(path: Path, *wanted: str) -> str:
    """What poppler reads in a PDF, page by page, without blanks and line ends."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler's pdftotext is not installed")
    read = subprocess.run(["pdftotext", *wanted, path, "-"], capture_output=True, encoding="utf-8", check=True)
    return "".join(read.stdout.split())
