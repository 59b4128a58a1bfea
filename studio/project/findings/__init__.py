"""Findings: what was measured or found of a project's pictures."""
