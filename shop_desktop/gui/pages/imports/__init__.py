"""Lists that the village has already: chosen, gone through, shown line by line, taken in."""
