"""Mix: layers of one design with those of others."""
