"""Whether an operation costs more than is served, and what it costs, for who wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from graphql import GraphQLError

from gateway.execution.cost import CALL_COST, FREE, Cost
from gateway.execution.estimate import MOST_FIELDS, TooManyFieldsError
from gateway.execution.limits import Limits
from gateway.execution.operation import Operation

_NARROW = "Ask for a smaller page (`first`), a shorter range, fewer fields, or in several requests."


class Budget:
    """The limits that need variables; without limits nothing is added up."""

    def __init__(self, limits: Limits | None) -> None:
        self._limits = limits
        self.is_limited = limits is not None

    def cost(self, operation: Operation, variables: Mapping[str, Any] | None) -> Cost:
        """What the operation costs.

        Raises:
            GraphQLError: more than is served; the message says what to change.
        """
        if self._limits is None:
            return FREE
        try:
            cost = operation.cost(variables)
        except TooManyFieldsError:
            raise _endless() from None
        if cost.total > self._limits.cost:
            raise _too_expensive(cost, self._limits.cost)
        if cost.answered > self._limits.answer_fields:
            raise _too_long(cost, self._limits.answer_fields)
        return cost

    def told(self, cost: Cost, wanted: Mapping[str, Any] | None) -> dict[str, Any]:
        """The answer's `extensions`, where those of the request say `cost: true`."""
        if self._limits is None or not wanted or wanted.get("cost") is not True:
            return {}
        return {"cost": _figures(cost, self._limits.cost)}


def _figures(cost: Cost, limit: int) -> dict[str, int]:
    return {
        "requested": cost.total,
        "limit": limit,
        "fields": ceil(cost.fields),
        "upstreamCalls": cost.upstream_calls,
    }


def _too_expensive(cost: Cost, limit: int) -> GraphQLError:
    message = (
        f"The operation may cost {cost.total}: {ceil(cost.fields)} fields, and "
        f"{cost.upstream_calls} upstream calls at {CALL_COST} each. {limit} is the most that is "
        f"served. {_NARROW}"
    )
    extensions = {"code": "COST_ESTIMATED_TOO_EXPENSIVE", "cost": _figures(cost, limit)}
    return GraphQLError(message, extensions=extensions)


def _too_long(cost: Cost, limit: int) -> GraphQLError:
    figure = ceil(cost.answered)
    message = f"The answer may have {figure} fields; {limit} is the most that is served. {_NARROW}"
    extensions = {"code": "MAX_ANSWER_FIELDS_LIMIT", "figure": figure, "limit": limit}
    return GraphQLError(message, extensions=extensions)


def _endless() -> GraphQLError:
    message = (
        f"The document's fragments, expanded, have more than {MOST_FIELDS} fields: "
        "spread fewer of them."
    )
    return GraphQLError(message, extensions={"code": "MAX_HEIGHT_LIMIT", "limit": MOST_FIELDS})
