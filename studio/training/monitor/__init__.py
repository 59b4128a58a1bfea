"""The monitor of a run: plots, samples, advice."""
