"""The window. Whatever is imported from it, the environment that libraries and children read is settled first."""

from gan_engine import environment

environment.settle()
