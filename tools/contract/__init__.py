"""The schema as a contract: what changed since the last release, and whether clients may mind."""
