"""GETs that need not be answered in full: the client shows by an entity tag what it has.

An answer may be kept by its viewer's own cache, and is asked for anew each time before it is used:
only so does the next read show what was written in between.
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import Response

from gateway.server.answer import is_whole
from gateway.server.negotiation import MediaType

_KEPT_BY_ITS_VIEWER = "private, max-age=0, must-revalidate"
_TAG_BYTES = 16


def validated(response: Response, headers: Headers, media_type: MediaType) -> Response:
    """The answer with its tag, or 304 for who has it; with errors as it is, which nobody keeps."""
    if not is_whole(response):
        return response
    tag = _tag(bytes(response.body), media_type)
    if _matches(headers.getlist("if-none-match"), tag):
        told = {"Cache-Control": _KEPT_BY_ITS_VIEWER, "ETag": tag}
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    response.headers["Cache-Control"] = _KEPT_BY_ITS_VIEWER
    response.headers["ETag"] = tag
    return response


def _tag(content: bytes, media_type: MediaType) -> str:
    """Weak, as a proxy may compress; of content and type alone, and so of no viewer."""
    digest = hashlib.blake2b(content, digest_size=_TAG_BYTES, person=b"answer")
    digest.update(media_type.encode())
    return f'W/"{digest.hexdigest()}"'


def _matches(wanted: list[str], tag: str) -> bool:
    """Whether one of the tags is this one; our own tags hold no comma."""
    opaque = tag.removeprefix("W/")
    named = {one.strip(" \t") for value in wanted for one in value.split(",")}
    return "*" in named or any(one.removeprefix("W/") == opaque for one in named)
