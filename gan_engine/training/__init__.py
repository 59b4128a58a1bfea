"""The training loop, the step and their parts: what needs torch."""
