"""The Background page: figures cut out."""
