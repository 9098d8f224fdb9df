"""What one schema changes of another: breaking, dangerous, or safe for its clients."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from graphql import (
    BreakingChangeType,
    DangerousChangeType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
)
from graphql.utilities.find_schema_changes import SafeChangeType, SchemaChange, find_schema_changes

from tools.contract.deprecations import deprecations, remove_what_is_due

ALLOWED: Final = frozenset(
    {DangerousChangeType.OPTIONAL_ARG_ADDED, DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED}
)
"""What graphql-core calls dangerous, and changes no answer to a document that is there already."""
GROWS: Final = "Grows "
"""How the description of a type says that clients must expect more of it."""

T = TypeVar("T", bound=GraphQLNamedType)


class Weight(StrEnum):
    """What a change means for clients that are there already."""

    BREAKING = "breaking"
    """Documents that were valid are so no more, or answers lack what was promised."""
    DANGEROUS = "dangerous"
    """Documents stay valid, and may behave differently."""
    SAFE = "safe"


class Change(NamedTuple):
    """One difference, told in a sentence."""

    weight: Weight
    text: str


def changes(released: str, now: str, today: date) -> list[Change]:
    """What the second schema changes of the first, the gravest first.

    What was announced to go, and whose day has come by `today`, may go: that is safe.
    """
    before, after = build_schema(released), build_schema(now)
    allowed = remove_what_is_due(build_schema(released), today)
    unannounced = set(find_schema_changes(allowed, after))
    found = [
        Change(_weight(one, before, is_announced=one not in unannounced), _text(one))
        for one in find_schema_changes(before, after)
    ]
    found += [*_unseen(before, after), *_deprecated(before, after)]
    return sorted(found, key=lambda one: (list(Weight).index(one.weight), one.text))


def _weight(change: SchemaChange, before: GraphQLSchema, *, is_announced: bool) -> Weight:
    if isinstance(change.type, BreakingChangeType):
        return Weight.SAFE if is_announced else Weight.BREAKING
    if isinstance(change.type, SafeChangeType) or change.type in ALLOWED:
        return Weight.SAFE
    return Weight.SAFE if _was_to_grow(change, before) else Weight.DANGEROUS


def _was_to_grow(change: SchemaChange, before: GraphQLSchema) -> bool:
    """Whether clients were told to expect more values or members."""
    if change.type is DangerousChangeType.VALUE_ADDED_TO_ENUM:
        name = change.description.removeprefix("Enum value ").partition(".")[0]
    elif change.type is DangerousChangeType.TYPE_ADDED_TO_UNION:
        name = change.description.rpartition(" ")[2].rstrip(".")
    else:
        return False
    return GROWS in (before.type_map[name].description or "")


def _text(change: SchemaChange) -> str:
    """The sentence, without the whole of a new description."""
    if change.type is SafeChangeType.DESCRIPTION_CHANGED:
        return change.description.partition(' has changed to "')[0] + " has changed."
    return change.description


def _unseen(before: GraphQLSchema, after: GraphQLSchema) -> Iterator[Change]:
    """What graphql-core's comparison does not look at."""
    for old, new in _in_both(before, after, GraphQLInputObjectType):
        if new.is_one_of and not old.is_one_of:
            yield Change(Weight.BREAKING, f"{new.name} takes exactly one of its fields (@oneOf).")
        if old.is_one_of and not new.is_one_of:
            yield Change(Weight.DANGEROUS, f"{new.name} takes several of its fields (no @oneOf).")
    for old, new in _in_both(before, after, GraphQLScalarType):
        if old.specified_by_url != new.specified_by_url:
            yield Change(Weight.DANGEROUS, f"{new.name} is specified elsewhere (@specifiedBy).")


def _in_both(before: GraphQLSchema, after: GraphQLSchema, kind: type[T]) -> Iterator[tuple[T, T]]:
    for name, old in before.type_map.items():
        new = after.type_map.get(name)
        if isinstance(old, kind) and isinstance(new, kind):
            yield old, new


def _deprecated(before: GraphQLSchema, after: GraphQLSchema) -> Iterator[Change]:
    """What is newly announced to go."""
    known = deprecations(before)
    for path, reason in deprecations(after).items():
        if known.get(path) != reason:
            yield Change(Weight.SAFE, f"{path} is deprecated: {reason}")
