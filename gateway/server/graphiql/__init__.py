"""GraphiQL, served by the gateway itself: a page and its assets, nothing from elsewhere."""

from gateway.server.graphiql.options import GraphiQLOptions
from gateway.server.graphiql.routes import graphiql_routes

__all__ = ["GraphiQLOptions", "graphiql_routes"]
