"""What was agreed for after the talk."""
