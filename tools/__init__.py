"""Programs that write parts of the repository."""
