"""What a training would be and take, before it starts."""
