"""A language model that may help, and is believed nothing: what it proposes has to pass the same checks."""
