"""GATEWAY_GOOGLE_FIT_* variables."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from gateway.upstream.settings import BaseUrl, HeaderName, UpstreamSettings


class GoogleFitSettings(UpstreamSettings):
    """Where Google Fit is, and what sessions written by the gateway say of their origin."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_GOOGLE_FIT_")

    base_url: BaseUrl = Field(
        default="https://fitness.googleapis.com/fitness/v1/users/",
        description="Address that the API's paths start from, up to and including `users/`.",
    )
    token_header: HeaderName = Field(
        default="X-Google-Fit-Token",
        description="Name of the request header that brings the viewer's Google Fit token.",
    )
    application_name: str = Field(
        default="Activity Gateway",
        min_length=1,
        max_length=200,
        description="Name of the application of sessions that are written without one of their "
        "own, in at most 200 characters.",
    )
