"""What other people call things, in English and in Chinese."""

from collections.abc import Mapping

from interviewer.model.question import Difficulty

DIFFICULTIES: Mapping[Difficulty, tuple[str, ...]] = {
    Difficulty.EASY: (
        "easy",
        "beginner",
        "basic",
        "simple",
        "low",
        "junior",
        "1",
        "简单",
        "易",
        "容易",
        "初级",
        "基础",
        "低",
    ),
    Difficulty.MEDIUM: (
        "medium",
        "intermediate",
        "moderate",
        "normal",
        "mid",
        "2",
        "中等",
        "中",
        "中级",
        "一般",
        "适中",
    ),
    Difficulty.HARD: (
        "hard",
        "advanced",
        "difficult",
        "high",
        "senior",
        "expert",
        "3",
        "困难",
        "难",
        "高级",
        "较难",
        "高",
    ),
}

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "question": (
        "question",
        "questions",
        "question text",
        "front",
        "prompt",
        "q",
        "问题",
        "题目",
        "題目",
        "問題",
        "题干",
        "正面",
    ),
    "answer": (
        *("answer", "answers", "back", "reference answer", "model answer", "solution", "response", "a"),
        *("答案", "参考答案", "回答", "解答", "背面", "參考答案", "标准答案"),
    ),
    "points": ("points", "key points", "keypoints", "rubric", "要点", "得分点", "要點", "得分點", "评分要点", "关键点"),
    "difficulty": ("difficulty", "level", "难度", "難度", "难易", "难易度"),
    "topic": (
        "topic",
        "category",
        "subject",
        "section",
        "chapter",
        "deck",
        "分类",
        "分類",
        "类别",
        "主题",
        "章节",
        "科目",
    ),
    "tags": ("tags", "tag", "labels", "keywords", "标签", "標籤", "关键词"),
    "sources": ("source", "sources", "reference", "references", "url", "link", "来源", "來源", "出处", "参考资料"),
    "minutes": ("minutes", "time", "duration", "min", "时间", "時間", "用时", "分钟", "时长"),
    "licence": ("licence", "license", "许可", "许可证", "授权"),
    "number": ("no", "no.", "nr", "#", "number", "序号", "编号", "题号", "id"),
}
"""What a column may be called, by what it holds; in lower case."""

LANGUAGE_ENDINGS: Mapping[str, str] = {
    "zh": "zh", "zh-cn": "zh", "zh_cn": "zh", "cn": "zh", "chinese": "zh", "中文": "zh", "中": "zh",
    "en": "en", "en-us": "en", "en_us": "en", "english": "en", "英文": "en", "英": "en",
}  # fmt: skip
"""How a column says what language it is in, as in `question_zh` and `问题（英文）`."""


def difficulty_of(text: str) -> Difficulty | None:
    """The difficulty that somebody's word means; None where that is not known."""
    word = text.strip().lower()
    return next((difficulty for difficulty, words in DIFFICULTIES.items() if word in words), None)
