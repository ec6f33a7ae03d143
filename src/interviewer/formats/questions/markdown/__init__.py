"""Lists of questions in Markdown, as people really write them."""

from interviewer.formats.questions.markdown.reading import NAME, parse, read, recognises

__all__ = ["NAME", "parse", "read", "recognises"]
