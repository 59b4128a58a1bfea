"""The pictures of a project: catalogue, import, queries, edits."""
