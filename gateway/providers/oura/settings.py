"""GATEWAY_OURA_* variables."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from gateway.providers.oura.collections import COLLECTIONS
from gateway.upstream.settings import BaseUrl, HeaderName, UpstreamSettings


class OuraSettings(UpstreamSettings):
    """Where Oura is, and how much of it is read at once."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_OURA_")

    base_url: BaseUrl = Field(
        default="https://api.ouraring.com",
        description="Address that the API's paths start from, without `/v2`.",
    )
    token_header: HeaderName = Field(
        default="X-Oura-Token",
        description="Name of the request header that brings the viewer's Oura token.",
    )
    sandbox_routes: bool = Field(
        default=False,
        description="Whether to ask Oura's own sandbox (`/v2/sandbox/usercollection/`), which "
        "makes data up and has no `personal_info`: the profile is not available then.",
    )
    activity_collections: Annotated[tuple[str, ...], NoDecode] = Field(
        default=tuple(COLLECTIONS),
        min_length=1,
        description="Which collections the feed holds, separated by commas: `workout`, `session`.",
    )
    pages_per_range: int = Field(
        default=40,
        ge=1,
        le=1000,
        description="How many pages of one range are read before it counts as too long, in pages.",
    )
    singles_at_once: int = Field(
        default=8,
        ge=1,
        le=100,
        description="How many single documents are asked for at the same time by one lookup, in "
        "calls.",
    )

    @field_validator("activity_collections", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(name.strip() for name in value.split(",") if name.strip())

    @field_validator("activity_collections")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not set(names) <= COLLECTIONS.keys():
            raise ValueError("must be `workout`, `session`, or both")
        return tuple(name for name in COLLECTIONS if name in names)
