"""Looks a box over: what works, what does not, and what to do next."""
