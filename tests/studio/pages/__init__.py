"""Every page of the window, walked through: whether it fits, is read out, and is reached by the keyboard."""
