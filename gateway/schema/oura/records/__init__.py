"""Oura's documents as clients see them."""
