"""Explore's mode From a picture: an own picture, or a sketch, becomes the nearest design of the model."""
