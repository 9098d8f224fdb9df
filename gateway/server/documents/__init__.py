"""Documents that are known by a name: those of a manifest, and those that clients registered."""
