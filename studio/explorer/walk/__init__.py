"""The walk between designs along the bottom of Explore."""
