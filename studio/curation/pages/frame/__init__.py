"""The Frame page: pictures become squares."""
