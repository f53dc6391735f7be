"""The settings page: what belongs to this PC, what belongs to the shop, and what this program is."""
