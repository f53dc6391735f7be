"""Papers as functions of domain values, and the ways to a printer. No Qt, no books: a value comes in, bytes go out."""
