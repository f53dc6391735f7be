"""The households: the list, one household's whole story, and doubles that become one or one that becomes two."""
