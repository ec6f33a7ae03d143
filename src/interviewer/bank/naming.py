"""Texts -> ids that stay the same however often a text is named, in the letters that a question file allows."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from interviewer.model import Localized

MOST_WORDS, MOST_POINT_WORDS = 6, 3
"""So many words of a text tell what it is about; more make an id that nobody types."""

LONGEST = 60
"""Characters of an id without its digest: it is a file's name, too."""

DIGEST, POINT_DIGEST = 8, 6
"""Hexadecimal digits. With 8 the chance that two of 20,000 texts share one is 1 in 20; points only meet their like."""

_ASKING = """
a an the is are was were be do does did what whats which who it its this that i you your we our can could would should
please explain describe define
"""
_JOINING = """
and or of in on at to for with by from as into than then so but if has have had will may there these those they them
their each every any some such
"""
ASKING = frozenset(_ASKING.split())
"""Words that say that something is asked, not what: two questions that differ in them alone are one."""

JOINING = ASKING | frozenset(_JOINING.split())
"""Words that make a sentence of a key point and do not tell it from another."""

SPELT = {"c++": "cpp", "c#": "csharp", "f#": "fsharp", ".net": " dotnet "}
"""Names of things that would lose what makes them."""

_SILENT = re.compile(r"""[\s.,:;!?'"`()\[\]{}<>/\\|_\-–—…’‘“”«»·、。，；：？！（）【】《》「」『』〈〉～*]+""")
"""Punctuation and markup, which a text may have or not."""


def question_id(topic: str, text: Localized) -> str:
    """The id of a question: `topic/name`, the name made of the words of its English text or else of its Chinese one.

    A digest of the text follows wherever words were left out that tell it from another question: those beyond the
    sixth, and all that are not ASCII (`cnn/cnn-3f2a91b0`).

    Args:
        topic: Folders joined by slashes. What is no id in it is made one; where nothing is left the id has no topic.
        text: The question.
    """
    folders = [_name(part, frozenset(), MOST_WORDS, DIGEST) for part in topic.split("/") if _SILENT.sub("", part)]
    return "/".join([*folders, _name(text.en or text.zh, ASKING, MOST_WORDS, DIGEST)])


def point_ids(texts: Sequence[Localized]) -> tuple[str, ...]:
    """The ids of one question's key points, all different; each depends on its own text and on those that read alike.

    Args:
        texts: What the points say, in their order, which matters only for points that say the very same.
    """
    plain = [_point_name(text, always=False) for text in texts]
    taken = Counter(plain)
    names = [_point_name(text, always=taken[name] > 1) for text, name in zip(texts, plain, strict=True)]
    return tuple(_told_apart(names))


def _point_name(text: Localized, always: bool) -> str:
    return _name(text.en or text.zh, JOINING, MOST_POINT_WORDS, POINT_DIGEST, tell_apart=False, always=always)


def _told_apart(names: Sequence[str]) -> Iterator[str]:
    """The names, with a number behind those that came before."""
    used: set[str] = set()
    for name in names:
        free = (
            name if name not in used else next(f"{name}-{n}" for n in count(2) if f"{name}-{n}" not in {*used, *names})
        )
        used.add(free)
        yield free


def _name(
    text: str, idle: frozenset[str], most: int, digits: int, tell_apart: bool = True, always: bool = False
) -> str:
    """The text's words joined by hyphens, and its digest where it needs one.

    Args:
        idle: Words that are left out.
        most: Words at most.
        digits: Of the digest.
        tell_apart: Words beyond the last one must show in the digest, too.
        always: A digest in any case.
    """
    plain = _plain(text)
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in idle]
    kept = _fitting(words[:most])
    dropped = bool(re.search(r"[^a-z0-9]", _SILENT.sub("", plain))) or (tell_apart and kept != words)
    if always or dropped or not kept:
        kept = [*kept, _digest(text, digits)]
    return "-".join(kept)


def _fitting(words: Sequence[str]) -> list[str]:
    """As many of the words as an id has room for; of a first word that is too long its beginning."""
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > LONGEST:
            break
        kept.append(word[:LONGEST])
    return kept


def _plain(text: str) -> str:
    """Lower case, without accents and apostrophes, names of things spelt out."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = "".join(character for character in folded if not unicodedata.combining(character))
    for name, spelt in SPELT.items():
        folded = re.sub(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9+#])", spelt, folded)
    return re.sub(r"['’]", "", folded)


def said(text: str) -> str:
    """What a text says, to tell whether two say the same: without case, width, blanks and punctuation."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text).casefold())


def _digest(text: str, digits: int) -> str:
    """Hexadecimal digits of what the text says."""
    return hashlib.sha256(said(text).encode(errors="surrogatepass")).hexdigest()[:digits]
