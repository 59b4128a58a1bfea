"""The plots of runs over one axis of time."""
