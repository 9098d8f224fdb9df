"""One worker's figures at one moment, as bytes that go from a process to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

WORKER: Final = "worker"
_CREATED: Final = "_created"
"""prometheus_client's own times of creation: a series for each series, of no use to anybody."""


class Sample(msgspec.Struct, frozen=True, array_like=True):
    """One line."""

    name: str
    labels: dict[str, str]
    value: float


class Family(msgspec.Struct, frozen=True, array_like=True):
    """The lines of one name."""

    name: str
    about: str
    kind: str
    samples: list[Sample]


_DECODER = msgspec.msgpack.Decoder(list[Family])


def snapshot(registry: Collector) -> bytes:
    """All figures."""
    return msgspec.msgpack.encode(
        [
            Family(
                metric.name,
                metric.documentation,
                metric.type,
                [
                    Sample(one.name, dict(one.labels), float(one.value))
                    for one in metric.samples
                    if not one.name.endswith(_CREATED)
                ],
            )
            for metric in registry.collect()
        ]
    )


def read(content: bytes) -> list[Family] | None:
    """What a snapshot tells; None: it is not whole."""
    try:
        return _DECODER.decode(content)
    except msgspec.DecodeError:
        return None


def merged(snapshots: Mapping[str, Iterable[Family]]) -> Iterator[Metric]:
    """The figures of all workers, by worker, as if one had them."""
    merging: dict[str, Metric] = {}
    for worker, families in snapshots.items():
        for family in families:
            known = merging.setdefault(family.name, Metric(family.name, family.about, family.kind))
            _add(known, worker, family.samples)
    return iter(merging.values())


def _add(metric: Metric, worker: str, samples: Iterable[Sample]) -> None:
    for name, labels, value in map(_parts, samples):
        metric.add_sample(name, {WORKER: worker, **labels}, value)


def _parts(sample: Sample) -> tuple[str, dict[str, str], float]:
    return sample.name, sample.labels, sample.value
