"""Gathers what helps to find a fault, by allow-list: nothing that somebody said, is or called something."""
