"""Kerbside: which crew goes where."""
