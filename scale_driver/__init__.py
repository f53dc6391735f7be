"""The wire is a guest: a scale's bytes → Reading → Taken. Stands alone; needs pyserial and itself.

Comes in: bytes, times in seconds, a shop's limits as numbers. Never comes in: Qt, the shop, the database, a sentence for people.
Who uses it: a window that polls a Scale from its timer and asks a Gate; and the scale-driver command line.
"""
