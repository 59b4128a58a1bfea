"""What Explore has done off the GUI thread."""
