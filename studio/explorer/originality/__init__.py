"""Whether the design in the large view is new, and the pictures of the art that it comes from."""
