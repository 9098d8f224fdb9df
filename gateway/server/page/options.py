"""What the page has to know about the gateway that serves it."""

from __future__ import annotations

import msgspec


class PageOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the page offers, and how it names the tokens' headers."""

    sandbox: bool
    """Whether the providers are the embedded sandbox, so that the page can let them fail."""
    graphiql: bool
    """Whether there is GraphiQL, which the page then links to."""
    google_fit_header: str = "X-Google-Fit-Token"
    oura_header: str = "X-Oura-Token"
