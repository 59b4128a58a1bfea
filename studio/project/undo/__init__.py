"""Decisions as data that know their way back, and the history of them."""
