"""Plots as text, of block characters, without colour; the only file that imports plotext."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil
from types import ModuleType

HEIGHT = 7
"""Lines of a plot, with its axis."""

SIDE = 5
"""Columns beside the plot: labels and the axis."""


def bars(amounts: Sequence[int], labels: Mapping[int, str], width: int) -> list[str]:
    """A bar per amount, of whole cells and half lines, as lines of at most `width` columns.

    Args:
        labels: What stands below some of the bars, by their number.
    """
    each = max(min((width - SIDE) // len(amounts), 3), 1)
    thick, most = max(each - 1, 1), max(*amounts, 1)
    plot = _figure(each * len(amounts) + SIDE, HEIGHT)
    halves = [2 * each * number + half for number, amount in enumerate(amounts) if amount for half in range(2 * thick)]
    least = most / (2 * (HEIGHT - 2))  # what the lowest half line stands for; what is less is shown as that
    heights = [max(amounts[half // (2 * each)], least) for half in halves]
    plot.scatter(halves, heights, marker="hd", fillx=True)
    plot.xlim(0, 2 * each * len(amounts) - 1)
    plot.ylim(least, most)
    plot.yticks([least, most], [f"{0:{SIDE - 1}}", f"{most:{SIDE - 1}}"])
    plot.xticks([2 * each * number for number in labels], list(labels.values()))
    return _drawn(plot)


def curve(places: Sequence[int], shares: Sequence[float], labels: Mapping[int, str], width: int) -> list[str]:
    """A curve through shares in [0, 1], as lines of at most `width` columns.

    Args:
        places: Where each of them stands, ascending.
        labels: What stands below some places.
    """
    plot = _figure(width, HEIGHT + 2)
    plot.plot(list(places), [100 * share for share in shares], marker="hd")
    plot.xlim(places[0], places[-1])
    plot.ylim(0, 100)
    plot.yticks([0, 50, 100], [f"{percent:{SIDE - 3}} %" for percent in (0, 50, 100)])
    plot.xticks(list(labels), list(labels.values()))
    return _drawn(plot)


def spark(shares: Sequence[float]) -> str:
    """A sign per share in [0, 1]: the higher, the more."""
    signs = "▁▂▃▄▅▆▇█"
    return "".join(signs[min(max(ceil(share * len(signs)) - 1, 0), len(signs) - 1)] for share in shares)


def bar(share: float, width: int) -> tuple[str, str]:
    """A share in [0, 1] as a bar: the part that is filled, and the rest."""
    filled = round(share * width)
    return "━" * filled, "╌" * (width - filled)


def _figure(width: int, height: int) -> ModuleType:
    """An empty figure; plotext has one for all."""
    import plotext

    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plot_size(width, height)
    plotext.theme("clear")
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    figure: ModuleType = plotext
    return figure


def strokes(drawn: str) -> list[tuple[bool, str]]:
    """A line of a plot in pieces: whether each is drawn in blocks, or belongs to axes and labels."""
    return [(is_block, "".join(piece)) for is_block, piece in groupby(drawn, key=lambda sign: "▀" <= sign <= "▟")]


def _drawn(plot: ModuleType) -> list[str]:
    return [line.rstrip() for line in plot.uncolorize(plot.build()).splitlines() if line.strip()]
