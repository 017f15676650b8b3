"""Amounts of money in a text."""
