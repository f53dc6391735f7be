"""Runs first in the built programs: what they start (a voice, a file dialog's helper) finds the system's own libraries again.

The starter points LD_LIBRARY_PATH at our folder; this process has read it already, its children must not.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
