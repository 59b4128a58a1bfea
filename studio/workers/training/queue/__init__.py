"""The user's queue as the window sees it: what is put there, what waits and runs in it, all of it on one page."""
