"""Versions of Boothscribe on one box: placed side by side, tried, kept or taken back.

Imports nothing of the rest of the agent but its failpoints, and nothing outside the standard library but
`cryptography`, in `signature` alone: the package's installation runs this from the wheel, before there is an
environment, and a version that is broken must not keep the one before it from coming back.
"""
