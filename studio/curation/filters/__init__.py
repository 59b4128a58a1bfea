"""What narrows the pictures of the light table, and what is kept of it under a name."""
