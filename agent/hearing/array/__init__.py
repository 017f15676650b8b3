"""Listening with several microphones: beams, directions, and who is at the table."""
