"""How a page uses the room there is: panels at its sides that fold away, rows that go on below."""
