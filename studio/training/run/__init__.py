"""One run or snapshot in the list and in the inspector, and what can be done with it."""
