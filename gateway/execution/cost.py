"""What an operation costs at most, told before anything of it is executed.

    cost = fields that are worked out + 100 x upstream calls

Equal questions count once: a field with the same arguments at the same place is asked once of its
provider, whatever its aliases. How many fields the *answer* has counts them all.
What needs no variable is added up when the document is first seen; the rest is a few
multiplications a request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil
from typing import NamedTuple

Variables = Mapping[str, object]

CALL_COST = 100
"""A call costs about as much time of the gateway's as so many fields."""
NOTHING_KNOWN: Variables = {}


class Cost(NamedTuple):
    """What is done for a selection on one object of its type."""

    once: float
    """Upstream calls, however many objects there are."""
    calls: float
    """Upstream calls for each object."""
    fields: float
    """Fields to be worked out, equal questions once."""
    answered: float
    """Fields of the answer."""

    @property
    def upstream_calls(self) -> int:
        """All calls."""
        return ceil(self.once + self.calls)

    @property
    def total(self) -> int:
        """The cost."""
        return ceil(self.fields) + CALL_COST * self.upstream_calls


FREE = Cost(0, 0, 0, 0)

Estimate = Callable[[Variables], Cost]
Size = Callable[[Variables], float]


class Term(NamedTuple):
    """A question, asked under one or several names, and what is selected of its objects."""

    names: int
    calls: Size | float
    once: Size | float
    items: Size | float
    below: Sum

    def is_constant(self) -> bool:
        """Whether no variable has a say."""
        sizes = (self.calls, self.once, self.items)
        return not self.below.terms and not any(callable(each) for each in sizes)

    def cost(self, variables: Variables) -> Cost:
        """What it costs, once for each object that it is asked of."""
        once, calls, fields, answered = self.below.cost(variables)
        items = self.items(variables) if callable(self.items) else self.items
        own_once = self.once(variables) if callable(self.once) else self.once
        own_calls = self.calls(variables) if callable(self.calls) else self.calls
        return Cost(
            own_once + once,
            own_calls + items * calls,
            1 + items * fields,
            self.names * (1 + items * answered),
        )


class Sum(NamedTuple):
    """What is selected of an object: what is known, and what variables decide."""

    known: Cost
    terms: tuple[Term, ...]

    def cost(self, variables: Variables) -> Cost:
        """What it costs for one object."""
        once, calls, fields, answered = self.known
        for term in self.terms:
            cost = term.cost(variables)
            once += cost.once
            calls += cost.calls
            fields += cost.fields
            answered += cost.answered
        return Cost(once, calls, fields, answered)


LEAF = Sum(FREE, ())
LISTED_LEAF = Sum(Cost(0, 0, 0.1, 0.1), ())
"""A number in a list of them is written much faster than a field."""


def summed(terms: list[Term]) -> Sum:
    """The selection of all of them."""
    varying = tuple(each for each in terms if not each.is_constant())
    constant = tuple(each for each in terms if each.is_constant())
    return Sum(Sum(FREE, constant).cost(NOTHING_KNOWN), varying)
