"""Days and spans of time in a text."""
