"""Oura's documents, every field of them."""
