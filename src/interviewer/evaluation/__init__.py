"""Evaluation: answers that people have graded -> how well a scorer agrees with them."""
