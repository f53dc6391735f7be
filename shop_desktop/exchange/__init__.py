"""Files and listings in and out: founding books from commands, what the command line shows. gui, admin, bench may come in."""
