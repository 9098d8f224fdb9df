"""The page around GraphiQL: addresses and options as attributes, no inline script."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from gateway.server.graphiql.assets import Assets
from gateway.server.graphiql.options import GraphiQLOptions

_TEMPLATE = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))


def page(options: GraphiQLOptions, assets: Assets) -> bytes:
    """The whole page. Its addresses are relative to `/graphiql`, whatever stands in front."""
    links = (
        f'<link rel="stylesheet" href="graphiql/assets/{escape(assets.style)}">\n'
        f'    <script type="module" src="graphiql/assets/{escape(assets.script)}"></script>'
    )
    return _TEMPLATE.substitute(
        assets=links,
        endpoint="graphql",
        sandbox="true" if options.sandbox else "false",
        google_fit_header=escape(options.google_fit_header),
        oura_header=escape(options.oura_header),
    ).encode()
