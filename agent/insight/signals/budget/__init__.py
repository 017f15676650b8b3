"""Which amounts are the visitor's budget, and whether it is approved."""
