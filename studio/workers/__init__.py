"""How work leaves the GUI thread, and what workspaces share."""
