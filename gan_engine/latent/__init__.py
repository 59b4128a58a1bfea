"""A trained generator in use: seeds, walks between designs, and the pictures it makes of them."""
