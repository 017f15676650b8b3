"""What they use today, and rivals with their relation."""
