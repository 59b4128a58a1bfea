"""What was found by looking at the pictures of a project."""
