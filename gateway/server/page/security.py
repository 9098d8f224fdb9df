"""The headers that keep the page, which is typed tokens into, to itself."""

from __future__ import annotations

from gateway.server.graphiql.security import SECURITY_HEADERS as GRAPHIQL_HEADERS

_CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    # The icon of the page is a data: image.
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}

SECURITY_HEADERS = {
    **GRAPHIQL_HEADERS,
    "Content-Security-Policy": "; ".join(
        f"{directive} {sources}" for directive, sources in _CONTENT_SECURITY_POLICY.items()
    ),
}
"""GraphiQL's, with a stricter policy: this page needs no inline style and no worker."""
