"""Directions in Explore: a slider for each that is kept, and the page on which more are found."""
