"""The reports: the page, and what it can be cut by."""
