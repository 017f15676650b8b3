"""The one exception of this package."""


class BuildError(Exception):
    """What was asked for cannot be built here; the message says what is missing."""
