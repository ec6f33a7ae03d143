"""Numbers of things, as English messages say them."""


def counted(count: int, noun: str) -> str:
    """A number of things: `1 key point`, `2 key points`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
