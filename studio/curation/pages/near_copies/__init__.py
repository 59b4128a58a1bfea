"""The Near-copies page: groups of copies."""
