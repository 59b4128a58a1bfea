"""The Shelf workspace: designs that were kept."""
