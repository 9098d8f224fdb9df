"""Oura's own collections: `Query.oura`."""
