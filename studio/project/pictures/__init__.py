"""The pictures of a project: what is known of each, and where it comes from."""
