"""What the visitor has against us, and whether he lets go of it."""
