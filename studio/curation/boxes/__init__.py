"""Boxes on a picture: drawn, moved, joined and parted."""
