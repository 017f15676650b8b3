"""What a solution must do for them."""
