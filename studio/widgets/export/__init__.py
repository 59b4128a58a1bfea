"""Designs on their way out of the window: the dialogs, and what carries out what was chosen in them."""
