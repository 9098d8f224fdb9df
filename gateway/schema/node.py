"""The Node interface of the Relay specification."""

from __future__ import annotations

import strawberry


@strawberry.interface(description="Something with an id by which it can be read again.")
class Node:
    """What `node` and `nodes` answer."""

    id: strawberry.ID = strawberry.field(
        description="Opaque and stable. Resolves only through the caller's own tokens."
    )
