"""The database `project.db`: schema, connections, inspection of a stranger's."""
