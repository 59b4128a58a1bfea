"""Removing backgrounds: figures cut out by flood fill or by a network."""
