"""Families of networks, a file each, and the layers and phases that they share."""
