"""`project.db`: its shape, its door, what may stand in it."""
