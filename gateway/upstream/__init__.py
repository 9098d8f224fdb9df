"""HTTP out: one call to a provider, its limits, its failures."""
