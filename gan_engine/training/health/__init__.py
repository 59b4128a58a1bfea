"""Faults of a training (collapse, memorising, divergence, ...), noticed early and said in words with a way out."""
