"""Who works here, and what was done by whom."""
