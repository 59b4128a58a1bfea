"""What Train has done off the GUI thread."""
