"""What a document may be, however it is meant: refused by its shape, before it is validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import DocumentNode, GraphQLError, GraphQLSyntaxError, parse

from gateway.execution.pricing import FieldPrice
from gateway.execution.shape import shape_of

CHARACTERS_A_TOKEN = 50
"""On the whole, with all that stands between tokens."""
LONGEST_ALIAS = 100
"""In characters: with each of its fields an answer has the name again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The largest figures that are executed; a document is refused with its own and these."""

    tokens: int
    depth: int
    """Fields within fields, fragments expanded; introspection, which GraphQL limits, left out."""
    aliases: int
    directives: int
    root_fields: int
    """Of one operation, fragments expanded."""
    cost: int
    """See `gateway.execution.cost`."""
    answer_fields: int
    """How many fields an answer may have, each alias and each item of a list counted."""
    hides_schema: bool = False
    """Whether errors leave out what the client may have meant."""
    prices: Mapping[str, FieldPrice] = field(default_factory=dict[str, FieldPrice])
    """What fields cost, by `Type.field`; what is not named costs one and holds one object."""


def parsed(text: str, limits: Limits | None) -> DocumentNode:
    """The document, read up to so many tokens and lines.

    Raises:
        GraphQLError: it has more of them, or is not GraphQL.
    """
    if limits is None:
        return parse(text)
    lines = text.count("\n") + text.count("\r")
    if lines > limits.tokens or len(text) > limits.tokens * CHARACTERS_A_TOKEN:
        raise _too_long(limits)
    try:
        return parse(text, max_tokens=limits.tokens)
    except GraphQLSyntaxError as error:
        if "tokens. Parsing aborted." not in error.message:
            raise
        raise _too_long(limits) from None


def _too_long(limits: Limits) -> GraphQLError:
    """Lines and characters cost as well: an error's place is found by counting them."""
    message = (
        f"The document has more than {limits.tokens} tokens or lines, or than "
        f"{limits.tokens * CHARACTERS_A_TOKEN} characters, which is the most that is read: send "
        "less of it at a time, use fragments for what repeats, and variables for long values."
    )
    extensions = {"code": "MAX_TOKENS_LIMIT", "limit": limits.tokens}
    return GraphQLError(message, extensions=extensions)


def refusals(document: DocumentNode, limits: Limits) -> list[GraphQLError]:
    """Why the document is not served; empty when it may be."""
    try:
        shape = shape_of(document)
    except RecursionError:
        return [_endless(limits)]
    checked = (
        ("MAX_DEPTH_LIMIT", "levels of fields", shape.depth, limits.depth),
        ("MAX_ALIASES_LIMIT", "aliases", shape.aliases, limits.aliases),
        ("MAX_DIRECTIVES_LIMIT", "directives", shape.directives, limits.directives),
        ("MAX_ROOT_FIELDS_LIMIT", "root fields", shape.root_fields, limits.root_fields),
        ("MAX_ALIASES_LIMIT", "characters in one alias", shape.longest_alias, LONGEST_ALIAS),
    )
    return [_beyond(*each) for each in checked if each[2] > each[3]]


def _beyond(code: str, what: str, figure: int, limit: int) -> GraphQLError:
    message = (
        f"The document has {figure} {what}; {limit} are the most that is served: "
        "ask for less of it at a time."
    )
    return GraphQLError(message, extensions={"code": code, "figure": figure, "limit": limit})


def _endless(limits: Limits) -> GraphQLError:
    message = "The document's fragments spread each other hundreds deep: spread fewer of them."
    extensions = {"code": "MAX_DEPTH_LIMIT", "limit": limits.depth}
    return GraphQLError(message, extensions=extensions)
