"""Pieces that Markdown lists of questions are made of, for texts put together at random."""

_HEADINGS = ["# ", "##### 3.", "###### Q", "## What is it?", "---", "===", "一、", "（1）", "第 1 题："]
_LISTS = ["1. ", "1.", "1)", "- ", "* [x] ", "    ", "\t", "> ", "\n", "\n\n", "\u3000"]
_CODE = ["```", "~~~", "`", "$$", "$", "\\(", "\\)"]
_MARKS = ["**", "__", "_", "[", "](", ")", "](#a)", "![](", "|", "|---|", "| Question | Answer |", "https://a.b/(c"]
_TAGS = ["<details>", "</details>", "<summary>", "</summary>", "<br>", "<!--", "-->", "&nbsp;"]
_COMPONENTS = ["<X>", "{/*", "*/}", "import x from 'y'"]
_WORDS = ["Answer", "Q: ", "A: ", "问：", "答：", "答案", "什么是", "？", "?", "：", "、", "TODO", "a"]
_ODD = ["\ue0000\ue001", "\x00", "\ufeff", "\x85", "\u2028"]

FRAGMENTS = [*_HEADINGS, *_LISTS, *_CODE, *_MARKS, *_TAGS, *_COMPONENTS, *_WORDS, *_ODD]
