"""Figures taken off their grounds."""
