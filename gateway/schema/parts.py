"""How a provider's part of an answer went that was had in several parts."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.domain.part import Part
from gateway.domain.provider import ConnectedProvider
from gateway.schema.enums import ProviderState, ServedFrom
from gateway.schema.status import ProviderStatus, provider_error


def status_of_parts(
    connected: ConnectedProvider, parts: Sequence[Part], item_count: int
) -> ProviderStatus:
    """One provider's status; without parts it was not asked."""
    error = next((part.error for part in parts if part.error is not None), None)
    fetched = [part.fetched_at for part in parts if part.fetched_at is not None]
    return ProviderStatus(
        provider=connected.provider,
        state=_state(parts),
        error=None if error is None else provider_error(error),
        served_from=ServedFrom.LIVE if fetched else ServedFrom.NONE,
        fetched_at=min(fetched, default=None),
        item_count=item_count,
        gaps=[],
        upstream_calls=sum(part.upstream_calls for part in parts),
    )


def _state(parts: Sequence[Part]) -> ProviderState:
    if not parts:
        return ProviderState.SKIPPED
    if all(part.fetched_at is None for part in parts):
        return ProviderState.FAILED
    if any(part.error is not None for part in parts):
        return ProviderState.PARTIAL
    return ProviderState.OK
