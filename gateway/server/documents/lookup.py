"""From what a request names to the document that it means.

A name comes as `documentId` (GraphQL over HTTP, persisted documents) or as
`extensions.persistedQuery` (Apollo's automatic persisted queries). A name without a document asks
for one that is known; a name beside a document registers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from gateway.cache.registered import RegisteredDocuments
from gateway.server.documents.identifier import Identifier, identifier_of, sha256_of
from gateway.server.refusal import OperationRefusedError, RefusalError
from gateway.server.request import GraphQLRequest, SentRequest


class Documents:
    """The documents that are known by a name.

    `trusted` are those of the manifest, by their names; `only_trusted`: no other is served.
    """

    def __init__(
        self,
        trusted: Mapping[str, str] | None = None,
        *,
        only_trusted: bool = False,
        registered: RegisteredDocuments | None = None,
    ) -> None:
        self._trusted = trusted or {}
        self._texts = frozenset(self._trusted.values())
        self._only_trusted = only_trusted
        self._registered = None if only_trusted else registered

    async def resolved(self, sent: SentRequest) -> GraphQLRequest:
        """The request with its document.

        Raises:
            RefusalError: 400, the document is not trusted, or not the one that is named.
            OperationRefusedError: nothing is known under the name.
            BadRequestError: the name is none.
        """
        named = identifier_of(sent) if sent.names_its_document else None
        if named is None:
            text, register_as = sent.query or "", None
        elif sent.query:
            text, register_as = sent.query, self._register_as(named, sent.query)
        else:
            text, register_as = await self._known(named), None
        if self._only_trusted and text not in self._texts:
            raise RefusalError(
                HTTPStatus.BAD_REQUEST,
                "DOCUMENT_NOT_TRUSTED",
                "Only documents of this gateway's manifest are served, and this is none of them: "
                "send one as it stands there, or its name in `documentId`.",
            )
        return GraphQLRequest(
            text, sent.operation_name, sent.variables, sent.extensions, register_as
        )

    async def register(self, asked: GraphQLRequest) -> None:
        """Know the document by its digest from now on, if it came with it."""
        if asked.register_as is not None and self._registered is not None:
            await self._registered.register(asked.register_as, asked.query)

    def _register_as(self, named: Identifier, text: str) -> str | None:
        """The digest to know the text by; None: it need not be registered, or cannot be."""
        if self._trusted.get(named.name) == text:
            return None
        if sha256_of(text) != named.name:
            raise RefusalError(
                HTTPStatus.BAD_REQUEST,
                "PERSISTED_QUERY_HASH_MISMATCH",
                "The document is not the one that its name stands for: send the SHA-256 of "
                "`query`, byte for byte, or no name.",
            )
        return None if self._registered is None else named.name

    async def _known(self, named: Identifier) -> str:
        """The document; of the messages clients read the very words."""
        text = self._trusted.get(named.name)
        if text is None and named.is_sha256 and self._registered is not None:
            text = await self._registered.find(named.name)
        if text is not None:
            return text
        if self._registered is None and not self._trusted:
            raise OperationRefusedError(
                "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported"
            )
        raise OperationRefusedError("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
