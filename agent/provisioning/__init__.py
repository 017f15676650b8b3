"""Takes one file from boot partition or USB stick, checks it, and makes it the box's settings."""
