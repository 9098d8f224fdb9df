"""Values that are there, and that nobody can read."""

from __future__ import annotations

from typing import Final

WHEN_ODD: Final = "when odd"
"""In `Meta.extra` of a field's type: what a record has in place of such a value, which would be
taken for the field's default."""
