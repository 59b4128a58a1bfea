"""What designs are called where they are dragged about inside the window."""

DESIGNS_MIME = "application/x-maquette-designs"
"""A JSON list of recipes."""
