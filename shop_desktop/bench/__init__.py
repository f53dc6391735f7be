"""What performance is, measured: a module a row, each beside its floor in the same run. A program of its own.

May import everything but app and admin, which start it. Changes no books but those it makes in a folder of its own.
"""
