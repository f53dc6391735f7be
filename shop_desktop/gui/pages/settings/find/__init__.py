"""Finding the scale: a wizard from the plug to two compared weights, the format of one's own, recordings."""
