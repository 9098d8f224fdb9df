"""A document held against the schema, with no more work than a document is worth.

The rule on fields that overlap compares each with each, so that its work grows with the square of
the document. graphql-core gives it up at a budget, which it has as settings of its modules: a tenth
of it is far above what documents need that ask for each field once.
"""

from __future__ import annotations

from graphql import DocumentNode, GraphQLError, GraphQLSchema
from graphql.validation import ASTValidationRule, validate
from graphql.validation.rules import overlapping_fields_can_be_merged as overlapping
from graphql.validation.validate import ValidationAbortedError
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

MOST_ERRORS = 20
"""More are not looked for: each is looked up in the text, line by line."""
MOST_WORK = 50_000
"""As graphql-core counts it: a comparison of two fields is 2."""


def validated(
    schema: GraphQLSchema,
    document: DocumentNode,
    rules: tuple[type[ASTValidationRule], ...],
    *,
    hides_schema: bool = False,
) -> list[GraphQLError]:
    """What is wrong with the document, as far as it is looked for."""
    overlapping.MAX_COMPLEXITY_BUDGET = MOST_WORK
    own = (*rules, MaybeNullValidationRule, OneOfInputValidationRule)
    errors = validate(schema, document, own, max_errors=MOST_ERRORS, hide_suggestions=hides_schema)
    if errors and isinstance(errors[-1], ValidationAbortedError) and len(errors) <= MOST_ERRORS:
        return [_too_much_work()]
    return errors


def _too_much_work() -> GraphQLError:
    message = (
        "The document takes too long to check: it repeats fields or spreads fragments too often. "
        "Ask for each field once."
    )
    extensions = {"code": "MAX_COMPARISONS_LIMIT", "limit": MOST_WORK}
    return GraphQLError(message, extensions=extensions)
