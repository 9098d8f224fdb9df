"""Writes what follows from Oura's description: wire structs, GraphQL types, the table of coverage.

`make generate` runs it; a test compares what is committed with what it writes.
"""
