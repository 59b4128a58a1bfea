"""The Curate workspace: from a folder of art to a dataset."""
