"""Pure Python: no Django, no clock, no randomness, no I/O but reading law/."""
