"""Parts that all rooms are made of."""
