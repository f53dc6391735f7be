"""Questions to the books, a module a noun: a connection in, domain values out. They change nothing."""
