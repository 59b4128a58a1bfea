"""The project folder and its database, without Qt."""
