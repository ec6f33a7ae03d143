"""The interview as lines: for pipes, screen readers and dumb terminals. It can do all that the screens can.

The conversation goes to stdout, remarks about it to stderr. An answer ends with an empty line or with the
input; a line that is a command (`/hint`, `/skip`, ...) is carried out instead.
"""

from interviewer.plain.commands import COMMANDS
from interviewer.plain.interview import PlainInterview

__all__ = ["COMMANDS", "PlainInterview"]
