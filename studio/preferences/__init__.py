"""What the artist can set of the program itself: its look, its keys, what computes, where things are put."""
