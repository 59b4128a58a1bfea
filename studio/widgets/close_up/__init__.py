"""Pictures seen close: one over the whole window, several side by side."""
