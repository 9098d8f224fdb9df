"""A call's address as one of the templates that its provider has: no id gets any further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

OTHER = "other"


class Routes:
    """The templates of one provider."""

    def __init__(self, base_url: str, templates: Iterable[str]) -> None:
        self._base = urlsplit(base_url).path.rstrip("/").encode()
        self._exact: dict[bytes, str] = {}
        self._by_length: dict[int, list[tuple[Sequence[bytes | None], str]]] = {}
        for template in templates:
            if "{" in template:
                parts = [None if "{" in part else part.encode() for part in template.split("/")]
                self._by_length.setdefault(len(parts), []).append((parts, template))
            else:
                self._exact[self._base + template.encode()] = template

    def of(self, raw_path: bytes) -> str:
        """The template of an address, as it is sent; `OTHER` where there is none."""
        path = raw_path.partition(b"?")[0]
        return self._exact.get(path) or self._with_ids(path.removeprefix(self._base))

    def _with_ids(self, path: bytes) -> str:
        segments = path.split(b"/")
        for parts, template in self._by_length.get(len(segments), ()):
            if all(part in {None, own} for part, own in zip(parts, segments, strict=True)):
                return template
        return OTHER
