"""What a training would be, and what it would take, before it starts."""
