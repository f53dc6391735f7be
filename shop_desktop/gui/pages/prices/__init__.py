"""Prices and rules: what recyclables are worth, two versions side by side, what the village decided, and where."""
