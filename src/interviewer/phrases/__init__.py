"""What the program says, in each of its languages.

Every phrase is a field, so that a language cannot miss one; `{...}` are filled in with `str.format`.
"""

from interviewer.model import Language
from interviewer.phrases.en import EN
from interviewer.phrases.wording import Phrases
from interviewer.phrases.zh import ZH

__all__ = ["PHRASES", "Phrases"]

PHRASES = {Language.EN: EN, Language.ZH: ZH}
