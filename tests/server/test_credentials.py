from __future__ import annotations

import hashlib

import pytest
from starlette.datastructures import Headers

from gateway.domain.provider_name import Provider
from gateway.server.credentials import Credentials
from gateway.server.refusal import BadRequestError

NAMES = {Provider.GOOGLE_FIT: "X-Google-Fit-Token", Provider.OURA: "X-Oura-Token"}
OWN = Credentials(header_names=NAMES, secret=b"k")
SANDBOX = Credentials(header_names=NAMES, secret=b"k", sandbox=True)
PERSONAL = Credentials(
    header_names=NAMES, secret=b"k", fallback_tokens={Provider.OURA: "from-environment"}
)


def tokens(credentials: Credentials, headers: dict[str, str]) -> dict[Provider, str]:
    links = credentials.links(Headers(headers))
    assert all(provider is link.provider for provider, link in links.items())
    return {provider: link.token for provider, link in links.items()}


def test_each_header_links_its_own_provider() -> None:
    sent = {"X-Google-Fit-Token": "fit", "x-oura-token": "oura"}

    assert tokens(OWN, sent) == {Provider.GOOGLE_FIT: "fit", Provider.OURA: "oura"}


@pytest.mark.parametrize("value", ["abc", "Bearer abc", "bearer  abc", " abc ", "BEARER abc\t"])
def test_a_token_may_come_bare_or_as_a_bearer(value: str) -> None:
    assert tokens(OWN, {"X-Oura-Token": value}) == {Provider.OURA: "abc"}


@pytest.mark.parametrize("value", ["", " ", "Bearer", "Bearer "])
def test_an_empty_token_is_no_token(value: str) -> None:
    assert tokens(OWN, {"X-Oura-Token": value}) == {}


@pytest.mark.parametrize(
    "value",
    ["secret\x07", "secret\x1f", "secrét", "secret two", "Bearer Bearer secret", "s" * 4097],
)
def test_a_token_that_no_provider_gives_is_refused_unquoted(value: str) -> None:
    with pytest.raises(BadRequestError) as refusal:
        OWN.links(Headers({"X-Oura-Token": value}))

    assert "X-Oura-Token" in refusal.value.message
    assert value not in refusal.value.message
    assert "secr" not in refusal.value.message


def test_a_token_of_the_greatest_length_is_taken() -> None:
    assert tokens(OWN, {"X-Oura-Token": "Bearer " + "s" * 4096}) == {Provider.OURA: "s" * 4096}


def test_a_token_that_is_sent_twice_is_refused() -> None:
    twice = Headers(raw=[(b"x-oura-token", b"secret-1"), (b"x-oura-token", b"secret-2")])

    with pytest.raises(BadRequestError, match="more than once") as refusal:
        OWN.links(twice)

    assert "secret" not in refusal.value.message


def test_a_fingerprint_is_a_keyed_hash_of_provider_and_token() -> None:
    link = OWN.links(Headers({"X-Oura-Token": "abc"}))[Provider.OURA]

    key = hashlib.blake2b(b"k", person=b"gateway links").digest()
    assert link.fingerprint == hashlib.blake2b(b"oura:abc", key=key, digest_size=16).hexdigest()


def test_the_same_token_has_another_fingerprint_at_another_provider_or_under_another_secret() -> (
    None
):
    headers = Headers(dict.fromkeys(NAMES.values(), "abc"))
    other = Credentials(header_names=NAMES, secret=b"other")

    links = [*OWN.links(headers).values(), *other.links(headers).values()]

    assert len({link.fingerprint for link in links}) == 4


def test_without_a_fallback_a_request_without_tokens_has_no_links() -> None:
    assert tokens(OWN, {}) == {}


def test_a_token_of_the_environment_stands_in_for_a_header_that_is_absent() -> None:
    assert tokens(PERSONAL, {"X-Google-Fit-Token": "fit", "X-Oura-Token": ""}) == {
        Provider.GOOGLE_FIT: "fit",
        Provider.OURA: "from-environment",
    }


def test_a_header_wins_over_the_token_of_the_environment() -> None:
    assert tokens(PERSONAL, {"X-Oura-Token": "sent"}) == {Provider.OURA: "sent"}


@pytest.mark.parametrize("headers", [{}, {"X-Oura-Token": " "}])
def test_in_the_sandbox_a_request_without_tokens_is_linked_everywhere(
    headers: dict[str, str],
) -> None:
    assert tokens(SANDBOX, headers) == dict.fromkeys(Provider, "demo")


def test_in_the_sandbox_one_token_leaves_the_others_unlinked() -> None:
    assert tokens(SANDBOX, {"X-Oura-Token": "mine"}) == {Provider.OURA: "mine"}


def test_neither_secret_nor_tokens_are_printed() -> None:
    credentials = Credentials(
        header_names=NAMES, secret=b"hidden", fallback_tokens={Provider.OURA: "hidden"}
    )
    links = credentials.links(Headers({"X-Google-Fit-Token": "hidden"}))

    assert "hidden" not in repr(credentials) + repr(links)
