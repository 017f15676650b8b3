"""Builds what is installed on boxes: wheels, the manifest, signed updates."""
