"""The grid of pictures: the light table of Curate, Explore and the Shelf."""
