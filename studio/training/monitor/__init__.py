"""What one sees of a run: its plots, its samples, what is wrong with it."""
