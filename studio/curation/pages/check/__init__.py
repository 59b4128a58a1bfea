"""The Check page: what is wrong with the pictures."""
