"""Who decides, who advises, who must agree."""
