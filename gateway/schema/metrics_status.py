"""How fetching the metrics of an activity went."""

from __future__ import annotations

from gateway.domain.metrics import LoadedMetrics, Metric
from gateway.domain.provider import ConnectedProvider
from gateway.schema.enums import ProviderState, ServedFrom
from gateway.schema.status import ProviderStatus, provider_error


def status_of_metrics(
    connected: ConnectedProvider, needed: frozenset[Metric], loaded: LoadedMetrics
) -> ProviderStatus:
    """How it went for what the selected fields needed, which may be nothing."""
    failed = [loaded.failures[metric] for metric in Metric if metric in loaded.failures]
    came = len(failed) < len(needed)
    lacks = [*failed, *([] if loaded.left_out is None else [loaded.left_out])]
    return ProviderStatus(
        provider=connected.provider,
        state=_state(came=came, whole=not lacks),
        error=provider_error(lacks[0]) if lacks else None,
        served_from=ServedFrom.LIVE if came else ServedFrom.NONE,
        fetched_at=loaded.fetched_at if came else None,
        item_count=sum(map(loaded.measured.holds, needed)),
        gaps=[],
        upstream_calls=loaded.upstream_calls,
    )


def _state(*, came: bool, whole: bool) -> ProviderState:
    if whole:
        return ProviderState.OK
    return ProviderState.PARTIAL if came else ProviderState.FAILED
