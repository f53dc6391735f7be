"""Values and rules of the shop: no clock, no I/O, no sentence. Anyone may come in; it imports the standard library alone."""
