"""The Bake page: the dataset is made."""
