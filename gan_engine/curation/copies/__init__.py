"""Copies of a picture in a set, exact and near."""
