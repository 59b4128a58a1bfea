"""The Finish my culling page."""
