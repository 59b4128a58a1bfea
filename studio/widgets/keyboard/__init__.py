"""The window by keyboard alone: where the Tab key goes, and what keys mean to the control that has the keyboard."""
