"""Answers in JSON."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.responses import Response


class JsonResponse(Response):
    """An answer whose content becomes JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:  # noqa: ANN401 - as in the method it overrides
        """The content as UTF-8."""
        return orjson.dumps(content)


def raw_json(body: str, status: int, headers: dict[str, str]) -> Response:
    """An answer with exactly this body; surrogate escapes stand for single bytes."""
    content = body.encode(errors="surrogateescape")
    return Response(content, status, headers, media_type="application/json")
