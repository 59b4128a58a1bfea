"""Blind choices between snapshots: how they are asked, kept, and what they say."""
