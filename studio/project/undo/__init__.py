"""Undo: decisions as commands that know their inverse, and the history of them."""
