"""The key tells an interviewer what to listen for."""

import dataclasses

import pytest
from tests.sets.paper import CACHE, EN, ZH, kit

from interviewer.formats.paper.markdown import markdown
from interviewer.model import Language, Question
from interviewer.model.question_set import Part


def key(language: Language, question: Question = CACHE) -> str:
    return markdown(kit(language, parts=(Part.KEY,), questions=(question,)))


@pytest.mark.parametrize("language", Language)
def test_it_has_all_that_the_bank_knows(language: Language) -> None:
    text = key(language)
    first = CACHE.key_points[0]
    told = [CACHE.id, CACHE.model_answer[language], CACHE.sources[0], CACHE.licence, first.probe[language]]
    told += [*first.accept[language], *first.contradicts[language], *(p.text[language] for p in CACHE.key_points)]
    assert [each for each in told if each not in text] == []


def test_it_says_what_is_required_what_it_weighs_and_what_is_enough() -> None:
    english, chinese = key(EN), key(ZH)
    assert "**(required · weight 3)**" in english
    assert "Of points 3 and 4, any 1 will do" in english
    assert "Key points (weight 8 in all)" in english, "of two points that replace each other one counts"
    assert "**(必答 · 权重 3)**" in chinese
    assert "要点 3 和 4 中答出任意 1 个即可" in chinese


def test_probe_and_warning_signs_are_told_apart() -> None:
    text = key(EN)
    ask, warning = text.index("*Ask when it is missing*"), text.index("*Warning signs*")
    assert text.index("Where does the data come from?") in range(ask, warning)
    assert text.index("A cache compresses the data.") > warning


def test_a_bare_question_has_a_key() -> None:
    bare = dataclasses.replace(CACHE, key_points=(), any_of=(), sources=(), licence="")
    assert "No key points are written down" in key(EN, bare)
