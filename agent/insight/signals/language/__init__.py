"""What all kinds of signals read: the words of a talk, names, numbers, and who means what."""
