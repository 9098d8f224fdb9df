"""The feed of changes: what a client has been told, what is new since, and the token between."""
