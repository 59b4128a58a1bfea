"""Measuring pictures: feature networks, and what is computed from their features."""
