"""Tally: who owes what."""
