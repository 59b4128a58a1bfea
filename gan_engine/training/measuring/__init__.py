"""Measuring a training's designs: quickly while it runs, and snapshots in full."""
