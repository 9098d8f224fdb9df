"""The JSON of data sources and points: read as leniently as can be, written as Google documents it.

The records themselves are those of `gateway.domain.google_fit`: there is nothing to convert.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec

from gateway.domain import google_fit
from gateway.domain.data_sources import Aggregation
from gateway.upstream.decoding import Lenient, decoded
from gateway.upstream.leniency import readable

_INT64 = ("Millis", "Nanos", "Ns")
"""How the names of int64 fields end."""


class SessionList(google_fit.SessionList, Lenient, frozen=True):
    """`ListSessionsResponse`."""


class DataSourceList(google_fit.DataSourceList, Lenient, frozen=True):
    """`ListDataSourcesResponse`."""


class DataSource(google_fit.DataSource, Lenient, frozen=True):
    """`DataSource`."""


class Dataset(google_fit.Dataset, Lenient, frozen=True):
    """`Dataset`."""


class DataPointChanges(google_fit.DataPointChanges, Lenient, frozen=True):
    """`ListDataPointChangesResponse`."""


class Aggregate(google_fit.Aggregate, Lenient, frozen=True):
    """`AggregateResponse`."""


def data_source(body: bytes) -> google_fit.DataSource:
    """A single one, of which there is no status to tell what cannot be read: that is unset.

    Raises:
        ValueError: it is no JSON object.
    """
    try:
        return decoded(body, DataSource)
    except ValueError:
        return readable(msgspec.json.decode(body), DataSource)


def request(body: google_fit.Dataset | google_fit.DataSource | Aggregation) -> dict[str, Any]:
    """The body as it is sent: int64 as text, and nothing that is unset."""
    return _int64_as_text(msgspec.to_builtins(body))


def _int64_as_text(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return [_int64_as_text(one) for one in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    return {
        name: str(content) if name.endswith(_INT64) else _int64_as_text(content)
        for name, content in cast("dict[str, Any]", value).items()
    }
