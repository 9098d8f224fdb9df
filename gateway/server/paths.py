"""The short way to the endpoint: what is for its path passes by the router and its middlewares."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class ShortWay:
    """Sends a path's requests straight to their application, and all others to the router.

    The application answers every method and every failure itself.
    """

    def __init__(self, path: str, app: ASGIApp, otherwise: ASGIApp) -> None:
        self._path = path
        self._app = app
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        is_short = scope["type"] == "http" and scope["path"] == self._path
        await (self._app if is_short else self._otherwise)(scope, receive, send)
