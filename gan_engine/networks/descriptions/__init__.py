"""The description of each family of networks, a module a family; each is found by being here."""
