"""Widgets that two workspaces or more share."""
