"""A small trained model that says which kinds of signal a clause carries; it knows nothing of the rules."""
