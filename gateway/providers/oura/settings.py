"""GATEWAY_OURA_* variables."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import SettingsConfigDict

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
