"""Draws the README's screenshot: a real interview on the real bank, scored by the real scorer.

`make screenshot` writes docs/screenshot.svg.
"""
