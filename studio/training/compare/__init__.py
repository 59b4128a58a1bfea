"""Runs and snapshots beside each other, by their measures."""
