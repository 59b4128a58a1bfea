"""Dragging: a design is pulled by handles."""
