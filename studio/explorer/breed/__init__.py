"""Explore's mode Breed: parents, litters, picks, and the generations to go back to."""
