from __future__ import annotations

from tests.june import gateway, running_sandbox

__all__ = ["gateway", "running_sandbox"]
