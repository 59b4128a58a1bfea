"""The Unlike the rest page: strangers in the set."""
