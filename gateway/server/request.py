"""A GraphQL request's parameters, out of a body or a query string."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec

from gateway.server.refusal import BadRequestError

_T = TypeVar("_T")

_EXAMPLE = 'Send an object such as {"query": "{ __typename }", "variables": {}}.'
_NAMING = ("query", "documentId", "extensions")
_PARAMETERS = frozenset({*_NAMING, "operationName", "variables"})


class SentRequest(msgspec.Struct, frozen=True, rename="camel"):
    """The parameters of GraphQL over HTTP. Others are ignored, as the specification asks.

    `query` or what stands for it: see `gateway.server.documents.lookup`.
    """

    query: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] | None = None
    extensions: dict[str, Any] | None = None
    document_id: str | None = None

    @property
    def persisted_query(self) -> Any:  # noqa: ANN401 - whatever was sent
        """What Apollo's protocol names a document in; None: nothing."""
        return self.extensions.get("persistedQuery") if self.extensions else None

    @property
    def names_its_document(self) -> bool:
        """Whether it says by which name the document is known."""
        return self.document_id is not None or self.persisted_query is not None


class GraphQLRequest(msgspec.Struct, frozen=True):
    """A request whose document is known."""

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] | None = None
    extensions: dict[str, Any] | None = None
    register_as: str | None = None
    """The document's SHA-256, if it is to be known by it from now on."""


_REQUEST = msgspec.json.Decoder(SentRequest)
_MAP = msgspec.json.Decoder(dict[str, Any] | None)


def request_in_body(body: bytes) -> SentRequest:
    """The parameters in a JSON body.

    Raises:
        BadRequestError: it is not the JSON of one GraphQL request.
    """
    text = _text(body, "The body").lstrip(" \t\r\n")
    if not text:
        raise BadRequestError(f"The body is empty. {_EXAMPLE}")
    if text.startswith("["):
        raise BadRequestError("Batches are not served: send each operation in its own request.")
    sent = _decoded(text, _REQUEST, "The body")
    if sent.query is None and not sent.names_its_document:
        raise BadRequestError(f"The body lacks the required field `query`. {_EXAMPLE}")
    return sent


def request_in_query_string(query_string: bytes) -> SentRequest:
    """The parameters in a URL. An empty one counts as absent.

    Raises:
        BadRequestError: there is no document, nor a name of one, or a parameter cannot be read.
    """
    given = _fields(query_string)
    sent = SentRequest(
        given.get("query"),
        given.get("operationName"),
        _map_in(given, "variables"),
        _map_in(given, "extensions"),
        given.get("documentId"),
    )
    if sent.query is None and not sent.names_its_document:
        raise BadRequestError(
            "The URL has no `query` parameter: put a GraphQL document there, or POST one as JSON."
        )
    return sent


def may_name_a_document(query_string: bytes) -> bool:
    """Whether the URL has a parameter that a document could stand in, or be named by."""
    return any(name in _NAMING for name, _ in parse_qsl(query_string.decode("ascii", "replace")))


def _fields(query_string: bytes) -> dict[str, str]:
    try:
        fields = parse_qsl(query_string.decode("ascii"), errors="strict", separator="&")
    except ValueError:
        raise BadRequestError(
            "The URL's query string cannot be read: percent-encode its parameters as UTF-8."
        ) from None
    names = [name for name, _ in fields if name in _PARAMETERS]
    if len(names) > len(set(names)):
        raise BadRequestError("A parameter stands in the URL more than once: send each one once.")
    return dict(fields)


def _map_in(given: Mapping[str, str], name: str) -> dict[str, Any] | None:
    text = given.get(name)
    return None if text is None else _decoded(text, _MAP, f"The URL's `{name}`")


def _text(content: bytes, where: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise BadRequestError(f"{where} is not UTF-8: encode the JSON as UTF-8.") from None


def _decoded(text: str, decoder: msgspec.json.Decoder[_T], where: str) -> _T:
    """The value of `text`. Of what was sent, the error names types and paths only."""
    try:
        return decoder.decode(text)
    except msgspec.ValidationError as error:
        raise BadRequestError(f"{where} is not a GraphQL request: {error}. {_EXAMPLE}") from None
    except msgspec.DecodeError:
        raise BadRequestError(
            f"{where} is not valid JSON: check that it is complete, and that each \\u escape of "
            "a surrogate comes with its other half."
        ) from None
    except RecursionError:
        raise BadRequestError(f"{where} is nested too deeply: flatten it.") from None
