"""A trained generator in use: seeds, points and what is done to them, directions, walks, and the pictures of them."""
