"""The document around the page: addresses and options as attributes, no inline script or style."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from gateway.server.built_assets import Assets
from gateway.server.page.options import PageOptions

_TEMPLATE = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))


def document(options: PageOptions, assets: Assets) -> bytes:
    """The whole document. Its addresses are relative to `/`, whatever stands in front."""
    links = (
        f'<link rel="stylesheet" href="page/assets/{escape(assets.style)}">\n'
        f'    <script type="module" src="page/assets/{escape(assets.script)}"></script>'
    )
    return _TEMPLATE.substitute(
        assets=links,
        endpoint="graphql",
        sandbox=_word(value=options.sandbox),
        graphiql=_word(value=options.graphiql),
        google_fit_header=escape(options.google_fit_header),
        oura_header=escape(options.oura_header),
    ).encode()


def _word(*, value: bool) -> str:
    return "true" if value else "false"
