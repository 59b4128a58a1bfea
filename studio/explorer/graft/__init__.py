"""Grafting: a part of one design is put onto another."""
