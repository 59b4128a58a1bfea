"""Whether pictures can train a model, and what is done to them before: no torch."""
