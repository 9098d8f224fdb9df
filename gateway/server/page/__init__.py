"""The page at `/`: the merged feed as a timeline, for people. Its source is the folder `web`."""

from gateway.server.page.options import PageOptions
from gateway.server.page.routes import page_routes

__all__ = ["PageOptions", "page_routes"]
