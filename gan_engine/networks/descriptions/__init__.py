"""What each family of networks says of itself: a module a family, found by being here, beside its networks' module."""
