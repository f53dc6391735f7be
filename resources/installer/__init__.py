"""What `installer.spec` needs to build the one-folder program: what stays out, names and versions, whose work is inside.

Runs where one builds; nothing here ships but `surroundings.py`, and the shop's code knows none of it.
"""
