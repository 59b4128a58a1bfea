"""What the window says in other languages: Qt Linguist's files (.ts), and as the program reads them (.qm)."""
