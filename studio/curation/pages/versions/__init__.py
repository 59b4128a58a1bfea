"""The Versions page: two versions of a dataset."""
