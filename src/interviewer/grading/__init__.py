"""Grading: what many candidates wrote -> scores, row by row; a run that was killed goes on where it stopped."""
