"""Anki: the bank as a deck of one's own cards with what was practised so far, and the reviews made there."""

from interviewer.formats.anki.reading import read_history
from interviewer.formats.anki.writing import WrittenDeck, write_deck, write_set

__all__ = ["WrittenDeck", "read_history", "write_deck", "write_set"]
