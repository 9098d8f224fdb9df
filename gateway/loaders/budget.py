"""How much of one kind a request may load: a short query can name a great deal."""

from __future__ import annotations

from gateway.domain.errors import ResultLimitError
from gateway.domain.provider_name import Provider


class Budget:
    """So many loads for one request."""

    def __init__(self, most: int, what: str) -> None:
        self._most = most
        self._left = most
        self._what = what

    def take_one(self, provider: Provider) -> None:
        """Count a load.

        Raises:
            ResultLimitError: there have been as many as there may be.
        """
        if not self._left:
            raise ResultLimitError(
                provider,
                f"One request can ask for {self._most} {self._what}: ask for the others in "
                "another one.",
            )
        self._left -= 1
