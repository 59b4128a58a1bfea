"""Experiments: several trainings on one dataset, alike but for what is asked, measured alike, told in one picture.

A room of its own between `interchange` and the commands, since it trains, measures and draws.
"""
