"""The window: the only room that knows Qt. It shows values, runs operations, and computes nothing that could be wrong."""
