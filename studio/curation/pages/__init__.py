"""The pages of Curate, a package each."""
