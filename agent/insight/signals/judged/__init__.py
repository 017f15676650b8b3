"""What the judge drops, corrects and adds to the findings of the rules."""
