"""One folder for each provider, found by its name: that of a value of `Provider`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, Union, cast

from gateway.domain.activity import Activity
from gateway.domain.provider import ConnectedProvider
from gateway.domain.provider_name import Provider
from gateway.upstream.client import Upstreams
from gateway.upstream.settings import UpstreamSettings

ProviderSettings = Mapping[Provider, UpstreamSettings]


class ProviderFolder(Protocol):
    """What a provider's package offers."""

    Settings: Callable[[], UpstreamSettings]
    """Reads its settings from the environment; each has a default."""
    connect: Callable[[Upstreams, Any], ConnectedProvider]
    """Takes its own `Settings`."""
    ACTIVITIES: Sequence[type[Activity]]
    """The classes of its activities, each with a tag of its own in `record`."""


def read_settings() -> ProviderSettings:
    """Every provider's settings, from the environment.

    Raises:
        pydantic.ValidationError: a variable holds what it cannot.
    """
    return {provider: folder.Settings() for provider, folder in folders().items()}


def connect_providers(
    upstreams: Upstreams, settings: ProviderSettings | None = None
) -> tuple[ConnectedProvider, ...]:
    """Every provider, ready to be asked, in the order of `Provider`.

    Args:
        upstreams: makes their HTTP sides.
        settings: of every provider; None: from the environment.
    """
    given = read_settings() if settings is None else settings
    return tuple(
        folder.connect(upstreams, given[provider]) for provider, folder in folders().items()
    )


def any_activity() -> Any:  # noqa: ANN401 - a type that nobody can write down
    """The union of all classes of activities: the type to decode one as."""
    return Union[tuple(cls for folder in folders().values() for cls in folder.ACTIVITIES)]  # noqa: UP007 - they are known at run time


def folders() -> dict[Provider, ProviderFolder]:
    """The packages in this folder, in the order of `Provider`.

    Raises:
        LookupError: a package has no value in `Provider`, or a value no package.
    """
    found = {module.name for module in pkgutil.iter_modules(__path__) if module.ispkg}
    if found != {provider.value for provider in Provider}:
        message = f"the folders {sorted(found)} are not the values of Provider"
        raise LookupError(message)
    return {
        provider: cast("ProviderFolder", import_module(f"{__name__}.{provider.value}"))
        for provider in Provider
    }
