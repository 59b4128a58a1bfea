"""Side by side: the same seeds drawn by several models."""
