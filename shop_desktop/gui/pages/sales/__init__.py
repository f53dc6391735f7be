"""Recyclables leave the yard: what lies there, what was sold, what was handed over."""
