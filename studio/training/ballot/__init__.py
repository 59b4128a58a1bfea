"""Choosing the best snapshot by eye: blind pairs, and what the choices say."""
