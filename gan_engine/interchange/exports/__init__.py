"""Designs written for other programs: pictures, sheets, layers, latents; what is chosen of it, and names."""
