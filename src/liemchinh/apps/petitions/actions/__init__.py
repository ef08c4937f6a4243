"""The verbs of the statute, each a short function: what a step writes besides state, clock, paper and ledger line."""
