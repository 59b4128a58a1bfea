"""What Curate has done off the GUI thread."""
