"""The Curate workspace: from a folder of art to a dataset, with the artist's eye in charge."""
