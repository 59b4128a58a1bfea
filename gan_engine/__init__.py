"""The engine. Whatever is imported from it, the environment its libraries read is settled first."""

from gan_engine import environment

environment.settle()
