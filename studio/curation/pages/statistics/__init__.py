"""The Statistics page: what pictures have in common."""
