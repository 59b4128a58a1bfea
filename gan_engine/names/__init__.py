"""Names proposed by a small character model of a list of names: no torch, no network, a second's work."""
