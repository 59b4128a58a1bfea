"""The wall: an endless grid of designs."""
