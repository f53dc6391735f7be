"""What a person does: one module a business, a command in, an outcome out. `perform` is the one way in.

exchange, gui, bench, app and admin may come in. Imports store, domain, msgspec and PyNaCl; no operation calls another.
"""
