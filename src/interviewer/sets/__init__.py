"""Question sets for interviewers: solved, not drawn. Pure: what questions mean to one another comes from outside."""

from interviewer.sets.asking import wish_options
from interviewer.sets.making import Found, make_sets
from interviewer.sets.meaning import UNIT, Figures, Indices, Mask, Meaning

__all__ = ["UNIT", "Figures", "Found", "Indices", "Mask", "Meaning", "make_sets", "wish_options"]
