"""Whether the visitor may be recorded and contacted."""
