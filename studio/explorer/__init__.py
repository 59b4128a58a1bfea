"""The Explore workspace: designs of a trained network, varied, walked between, kept."""
