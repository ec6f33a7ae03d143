"""Two calm themes with one accent colour; Textual's own are there too."""

from textual.theme import Theme

EVENING = Theme(
    name="evening",
    primary="#7aa2c8",
    secondary="#5c7a99",
    accent="#7fb4d8",
    success="#8fbf7f",
    warning="#d9b25f",
    error="#d98a80",
    foreground="#d8dce2",
    background="#15181d",
    surface="#1b1f26",
    panel="#232830",
    dark=True,
)

PAPER = Theme(
    name="paper",
    primary="#2f6690",
    secondary="#5b7f9c",
    accent="#1f6a99",
    success="#3f7d3a",
    warning="#8a6414",
    error="#a8443a",
    foreground="#25282c",
    background="#f7f5f0",
    surface="#efece4",
    panel="#e5e1d6",
    dark=False,
)
