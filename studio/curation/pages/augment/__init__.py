"""The Augment page: variants that are baked."""
