"""The engine: all work without a window. Importing it settles the environment of its libraries first."""

from gan_engine import environment

environment.settle()
