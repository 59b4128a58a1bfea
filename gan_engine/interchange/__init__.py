"""What leaves for other programs and comes back: picture recipes, clips, contact sheets."""
