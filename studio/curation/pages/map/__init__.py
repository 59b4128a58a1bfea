"""The Map page: pictures laid out by likeness."""
