"""The few acts that span two registers, one function each; and the demo locality."""
