"""Tests; they mirror `gateway/`."""
