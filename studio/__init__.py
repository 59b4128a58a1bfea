"""The window. Importing it settles the environment of its libraries and children first."""

from gan_engine import environment

environment.settle()
