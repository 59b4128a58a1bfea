"""The Train workspace: starting trainings, watching them, comparing them."""
