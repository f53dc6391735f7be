"""The counter: `view.py` says what is seen, `page.py` paints it; the desk decides what the keys mean."""
