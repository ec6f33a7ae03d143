"""Text that is wrapped for its readers: Chinese breaks between characters, columns keep their indent."""

from dataclasses import dataclass, field

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from interviewer.tui.wrap import wrap

NARROWEST_COLUMN = 24
"""With fewer cells beside the lead, a text that needs more goes below it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and what stands before its first line; further lines are indented as much.

    Attributes:
        clipped: There are no further lines: what does not fit into one is left out.
    """

    text: Content
    lead: Content = field(default_factory=lambda: Content(""))
    clipped: bool = False

    def lines(self, width: int) -> list[Content]:
        """The paragraph as lines of at most `width` cells."""
        indent = self.lead.cell_length
        if not indent:
            return self._wrapped(width)
        if width - indent < min(NARROWEST_COLUMN, self.text.cell_length):
            above = wrap(self.lead, width) if self.lead.plain.strip() else []
            return [*above, *(Content("  ") + line for line in self._wrapped(max(width - 2, 1)))]
        first, *rest = self._wrapped(width - indent)
        return [self.lead + first, *(Content(" " * indent) + line for line in rest)]

    def _wrapped(self, width: int) -> list[Content]:
        return [self.text.truncate(width, ellipsis=True)] if self.clipped else wrap(self.text, width)


class Prose(Visual):
    """Paragraphs, wrapped to whatever width they are shown at."""

    def __init__(self, *paragraphs: Paragraph) -> None:
        self._paragraphs = paragraphs
        self._wrapped: tuple[int, Content] | None = None

    def at(self, width: int) -> Content:
        """The lines at this width, as one text; the last width asked for is remembered."""
        if self._wrapped is None or self._wrapped[0] != width:
            lines = [line for paragraph in self._paragraphs for line in paragraph.lines(max(width, 1))]
            self._wrapped = width, Content("\n").join(lines)
        return self._wrapped[1]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines, painted."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing wraps."""
        return max(
            (
                paragraph.lead.cell_length + paragraph.text.get_optimal_width(rules, container_width)
                for paragraph in self._paragraphs
            ),
            default=0,
        )

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines there are at this width."""
        return self.at(width).plain.count("\n") + 1


class ProseView(Static):
    """Shows prose; what is selected with the mouse can be copied."""

    def __init__(self, *paragraphs: Paragraph, classes: str | None = None, id: str | None = None) -> None:
        self._prose = Prose(*paragraphs)
        super().__init__(self._prose, classes=classes, id=id)

    def show(self, *paragraphs: Paragraph) -> None:
        """Replaces the text."""
        self._prose = Prose(*paragraphs)
        self.update(self._prose)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, line by line as it is shown."""
        return selection.extract(self._prose.at(self.content_size.width).plain), "\n"


def text(words: str, style: str = "") -> Paragraph:
    """A paragraph of plain words in one style."""
    return Paragraph(Content.styled(words, style) if style else Content(words))
