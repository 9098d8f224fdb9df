"""How a field is read: as an attribute, from a plain function, or through Strawberry's wrapper.

Strawberry wraps each resolver. Where the wrapper would only pass on what it is given, compiled code
calls the function itself, with inputs made as Strawberry makes them; where permissions or
extensions need it, not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, iscoroutinefunction
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import strawberry
from strawberry import Info
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from gateway.execution.code import Code
from gateway.execution.core import resolver_of
from gateway.execution.field import Arguments, Field
from gateway.execution.inputs import Convert, Inputs, is_untouched, renamed
from gateway.execution.prepared import Prepare, Resolve, preparation_of
from gateway.execution.trail import Trail

if TYPE_CHECKING:
    from gateway.execution.run import Run

Name = tuple[str, str, Convert]
"""Of an argument: as the function has it, as the schema has it, and what is done to its value."""


def reading(schema: strawberry.Schema, code: Code, field: Field, trail: str) -> str:
    """The expression that reads the field of `source` in `run`."""
    definition = _definition(schema, field)
    if definition is not None and definition.is_basic_field:
        return _attribute(definition.python_name)
    if definition is not None and _passes_on(definition):
        names = _names(schema, definition)
        if names is not None:
            return _Call(schema, code, field, definition, names).expression(trail)
    return f"{code.bind('wrapped', _Wrapped(field).resolve)}(run, source, {trail})"


def _definition(schema: strawberry.Schema, field: Field) -> StrawberryField | None:
    """The field as Strawberry knows it; None if something may interfere with its resolver."""
    definition: object = field.definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if (
        not isinstance(definition, StrawberryField)
        or type(definition).get_result is not StrawberryField.get_result
        or definition.default_resolver is not getattr
        or definition.extensions
        or schema.exception_handlers
        or not _is_strawberrys(field)
    ):
        return None
    return definition


def _is_strawberrys(field: Field) -> bool:
    """Whether the field is resolved by Strawberry's wrapper, and by nothing put in its place."""
    return hasattr(field.definition.resolve, "_is_default")


def _attribute(name: str) -> str:
    if name.isidentifier() and not iskeyword(name):
        return f"source.{name}"
    return f"getattr(source, {name!r})"


class _Wrapped:
    """A field that is resolved as graphql-core does it."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._resolver = resolver_of(field.definition)
        copies_lists = _is_strawberrys(field)
        self._arguments = field.arguments if copies_lists else field.own_arguments

    def resolve(self, run: Run, source: Any, trail: Trail) -> Any:  # noqa: ANN401 - any values
        """What the resolver gives for the object.

        Raises:
            Exception: an argument has no usable value, or whatever the resolver raises.
        """
        info = self._field.info(run, trail)
        return self._resolver(source, info, **self._arguments(run))


def _resolver(definition: StrawberryField) -> Any:  # noqa: ANN401 - a resolver, typed in part
    return definition.base_resolver  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def _function(definition: StrawberryField) -> object:
    return _resolver(definition).wrapped_func


def _names(schema: strawberry.Schema, definition: StrawberryField) -> Sequence[Name] | None:
    """How the arguments reach the function; None if only Strawberry's wrapper knows."""
    name_of, inputs = schema.config.name_converter.from_argument, Inputs(schema)
    names = [
        (each.python_name, name_of(each), inputs.converter(each.type))
        for each in definition.arguments
    ]
    known = [(python, name, convert) for python, name, convert in names if convert is not None]
    return known if len(known) == len(names) else None


def _passes_on(definition: StrawberryField) -> bool:
    """Whether the wrapper makes no difference to when the function runs."""
    function = _function(definition)
    return callable(function) and iscoroutinefunction(function) == definition.is_async


class _Call:
    """The call of a resolver's function with the object, `info` and arguments by its own names."""

    def __init__(
        self,
        schema: strawberry.Schema,
        code: Code,
        field: Field,
        definition: StrawberryField,
        names: Sequence[Name],
    ) -> None:
        self._schema = schema
        self._code = code
        self._field = field
        self._definition = definition
        self._names = names
        self._resolver = _resolver(definition)

    def expression(self, trail: str) -> str:
        """`function(source, info=..., **arguments)`, or what of it the function takes."""
        resolver = self._resolver
        prepare = preparation_of(resolver.wrapped_func)
        if prepare is not None and not self._definition.arguments:
            field = self._code.bind("field", self._field)
            ready = self._code.bind("ready", self._preparer(prepare))
            return f"(run.prepared.get({field}) or {ready}(run, {trail}))(source)"
        given = ["source"] if resolver.self_parameter else []
        objects: set[Parameter | None] = {resolver.parent_parameter, resolver.root_parameter}
        given += [f"{each.name}=source" for each in objects if each is not None]
        if resolver.info_parameter:
            maker = self._code.bind("info", self._info_maker())
            given.append(f"{resolver.info_parameter.name}={maker}(run, {trail})")
        if self._definition.arguments:
            given.append(f"**{self._code.bind('arguments', self._keywords())}(run)")
        return f"{self._code.bind('resolve', resolver.wrapped_func)}({', '.join(given)})"

    def _info_maker(self) -> Callable[[Run, Trail], Info[Any, Any]]:
        info_class = self._schema.config.info_class
        field, definition = self._field, self._definition
        return lambda run, trail: info_class(_raw_info=field.info(run, trail), _field=definition)

    def _preparer(self, prepare: Prepare) -> Callable[[Run, Trail], Resolve]:
        """What makes, and keeps for the run, the function that resolves the field."""
        field, make_info = self._field, self._info_maker()

        def ready(run: Run, trail: Trail) -> Resolve:
            resolve = run.prepared[field] = prepare(make_info(run, trail))
            return resolve

        return ready

    def _keywords(self) -> Callable[[Run], Arguments]:
        """What gives the arguments, by the names of the function's parameters."""
        field, names = self._field, self._names
        constant = field.constant_arguments
        if constant is None or not all(is_untouched(convert) for _, _, convert in names):
            return lambda run: renamed(field.arguments(run), names)
        always = renamed(constant, names)
        return lambda _run: always
