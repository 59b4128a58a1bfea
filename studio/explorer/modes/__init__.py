"""Modes of Explore: what may stand in its middle beside the wall, and sections at its sides."""
