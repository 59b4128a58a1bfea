"""One run or snapshot: its row in the list, its inspector, its exports."""
