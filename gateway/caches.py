"""What is kept, where and for how long, as the settings say."""

from __future__ import annotations

from gateway.cache.answers import AnswerCache, answer_weight
from gateway.cache.kept import KeptWindow
from gateway.cache.layout import layout_of
from gateway.cache.recent_writes import Writes
from gateway.cache.redis import redis_store
from gateway.cache.shelves import weight
from gateway.cache.store import MemoryStore
from gateway.cache.windows import Lifetimes, WindowCache
from gateway.domain.clock import Clock
from gateway.lifecycle import Stores
from gateway.providers import any_activity
from gateway.server.known_answers import KnownAnswers
from gateway.settings import Settings
from gateway.writing.idempotency import Repetition

MOST_REMEMBERED_WRITES = 100_000
"""Recent writes and idempotency keys that a process keeps in memory."""
BYTES_OF_A_MB = 1_000_000


def stores_of(settings: Settings) -> Stores:
    """In memory, or in a Redis that replicas share."""
    if settings.cache_url is None:
        return Stores(
            windows=MemoryStore(settings.cache_activities, weight),
            writes=MemoryStore(MOST_REMEMBERED_WRITES, weight),
        )
    url = settings.cache_url.get_secret_value()
    activity = any_activity()
    layout = layout_of(KeptWindow, Writes, Repetition, holding=activity)
    timeout_seconds = settings.cache_timeout_seconds
    store = redis_store(url, timeout_seconds=timeout_seconds, layout=layout, holding=activity)
    return Stores(windows=store, writes=store)


def window_cache(settings: Settings, stores: Stores) -> WindowCache:
    """Windows of activities; a claim outlives the call that it is for."""
    lifetimes = Lifetimes(
        running_seconds=settings.cache_running_seconds,
        past_seconds=settings.cache_past_seconds,
        claim_seconds=settings.upstream_deadline_seconds + 2,
    )
    return WindowCache(stores.windows, lifetimes)


def known_answers_of(settings: Settings, windows: WindowCache, clock: Clock) -> KnownAnswers:
    """Whole answers, in the memory of this process."""
    store = MemoryStore(settings.cache_answers_mb * BYTES_OF_A_MB, answer_weight)
    return KnownAnswers(AnswerCache(store, windows, clock))
