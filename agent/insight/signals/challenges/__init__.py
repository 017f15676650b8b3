"""What hurts today."""
