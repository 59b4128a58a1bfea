"""The guide inside the program, the sheet of shortcuts, and what the program is made of."""
