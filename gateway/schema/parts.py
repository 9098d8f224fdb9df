"""How a provider's part of an answer went that was had in several parts."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.domain.interval import Interval
from gateway.domain.part import Part
from gateway.domain.provider import ConnectedProvider
from gateway.schema.enums import ProviderState, ServedFrom
from gateway.schema.status import ProviderStatus, provider_error


def status_of_parts(
    connected: ConnectedProvider,
    parts: Sequence[Part],
    item_count: int,
    gaps: Sequence[Interval] = (),
) -> ProviderStatus:
    """One provider's status; without parts it was not asked."""
    error = next((part.error for part in parts if part.error is not None), None)
    fetched = [part.fetched_at for part in parts if part.fetched_at is not None]
    return ProviderStatus(
        provider=connected.provider,
        state=_state(parts),
        error=None if error is None else provider_error(error),
        served_from=_served_from(parts),
        fetched_at=min(fetched, default=None),
        item_count=item_count,
        gaps=[*gaps],
        upstream_calls=sum(part.upstream_calls for part in parts),
    )


def _state(parts: Sequence[Part]) -> ProviderState:
    if not parts:
        return ProviderState.SKIPPED
    if all(part.fetched_at is None for part in parts):
        return ProviderState.FAILED
    if any(part.error is not None and not part.is_stale for part in parts):
        return ProviderState.PARTIAL
    return ProviderState.STALE if any(part.is_stale for part in parts) else ProviderState.OK


def _served_from(parts: Sequence[Part]) -> ServedFrom:
    there = [part for part in parts if part.fetched_at is not None]
    if not there:
        return ServedFrom.NONE
    return ServedFrom.LIVE if any(part.is_live for part in there) else ServedFrom.CACHE
