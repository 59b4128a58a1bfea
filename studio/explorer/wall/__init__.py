"""The wall of designs without end."""
