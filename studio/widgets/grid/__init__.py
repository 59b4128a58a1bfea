"""The light table: a grid of pictures over any model."""
