"""The Frame page: pictures get the shape they are baked in."""
