"""What the shelf has done off the GUI thread."""
