"""Experiments: several trainings on one dataset, measured alike and compared.

A room of its own between `interchange` and the commands, since it trains, measures and draws.
"""
