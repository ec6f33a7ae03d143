"""A question as it stands in the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.formats.questions.markdown.inline import plain, without_links
from interviewer.formats.questions.markdown.lines import Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as it stands in the file, before it is taken apart.

    Attributes:
        line: Where it begins.
        title: The question, plain, without its number; of several lines where it is.
        raw: What the title was made from, with its links.
        body: What stands below it.
    """

    line: int
    title: str
    raw: str
    number: str
    body: Sequence[Line]
    section: tuple[str, ...] = ()

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link, as the entries of an index are."""
        return self.raw.startswith("[") and not re.search(r"\w", plain(without_links(self.raw)))
