"""The window's own parts: what stands around the workspaces, whichever is in front."""
