"""Painted parts of the window. They are handed values and say what was pressed; they know no books, scale or operation."""
