"""What marketing prepared for one trade show, validated as a whole."""
