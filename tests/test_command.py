"""The `gateway` command: what it prints, and how it says what a person can mend."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result

from gateway.__main__ import main
from tests.served import served

FEED = "{ activities(first: 3) { nodes { title startTime } providers { state } } }"


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def ask(url: str, document: str = FEED, headers: Mapping[str, str] | None = None) -> Any:
    answer = httpx.post(f"{url}/graphql", json={"query": document}, headers=headers, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def states(data: Any) -> list[str]:
    return [status["state"] for status in data["activities"]["providers"]]


def test_help_names_every_command() -> None:
    result = run("--help")

    assert result.exit_code == 0
    assert all(command in result.output for command in ("serve", "sandbox", "schema"))


def test_help_of_serve_names_every_option() -> None:
    result = run("serve", "--help")

    assert all(name in result.output for name in ("--host", "--port", "--workers", "--sandbox"))


def test_schema_prints_what_is_committed() -> None:
    committed = (Path(__file__).parent.parent / "schema.graphql").read_text()

    assert run("schema").output == committed


def test_the_sandbox_answers_the_demo_person_without_tokens_and_others_by_token() -> None:
    with served("serve", "--sandbox", "--port", "0") as gateway:
        demo = ask(gateway.url)
        somebody = ask(gateway.url, headers={"X-Oura-Token": "a", "X-Google-Fit-Token": "a"})

        assert f"GraphiQL: {gateway.url}/graphiql" in gateway.greeting
        assert "{ activities(" in gateway.greeting
        assert states(demo) == states(somebody) == ["OK", "OK"]
        assert demo["activities"]["nodes"] != somebody["activities"]["nodes"]


def test_the_query_of_the_greeting_works() -> None:
    with served("serve", "--sandbox", "--port", "0") as gateway:
        query = gateway.greeting.split("A query to try:\n")[1].splitlines()[0]

        assert len(ask(gateway.url, query)["activities"]["nodes"]) == 3


def test_the_gateway_takes_its_providers_from_a_sandbox_on_a_port_of_its_own() -> None:
    with served("sandbox", "--port", "0") as sandbox:
        upstreams = {
            "GATEWAY_GOOGLE_FIT_BASE_URL": f"{sandbox.url}/fitness/v1/users/",
            "GATEWAY_OURA_BASE_URL": sandbox.url,
        }
        with served("serve", "--port", "0", environment=upstreams) as gateway:
            data = ask(gateway.url, headers={"X-Oura-Token": "demo"})

            assert states(data) == ["NOT_LINKED", "OK"]
            assert len(data["activities"]["nodes"]) == 3


def test_several_workers_share_port_sandbox_and_cursors() -> None:
    page = (
        "query($after: String) { activities(first: 1, after: $after) { pageInfo { endCursor } } }"
    )
    with served("serve", "--sandbox", "--port", "0", "--workers", "2") as gateway:
        answers = [ask(gateway.url, page) for _ in range(8)]
        cursor = answers[0]["activities"]["pageInfo"]["endCursor"]
        followed = [
            httpx.post(
                f"{gateway.url}/graphql",
                json={"query": page, "variables": {"after": cursor}},
                timeout=60,
            ).json()
            for _ in range(8)
        ]

    assert all("errors" not in answer for answer in followed)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(number: signal.Signals) -> None:
    with served("serve", "--sandbox", "--port", "0") as gateway:
        ask(gateway.url)

        gateway.process.send_signal(number)

        assert gateway.process.wait(10) in {0, -number}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("serve", "--prot", "8000"), "No such option"),
        (("serve", "--port", "x"), "'x' is not a valid integer range"),
        (("serve", "--workers", "0"), "not in the range"),
        (("serv",), "No such command 'serv'"),
    ],
)
def test_a_wrong_option_is_told(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize("command", ["serve", "sandbox"])
def test_a_taken_port_is_told_with_what_to_do(command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run(command, "--port", str(taken.getsockname()[1]))

    assert result.exit_code == 1
    assert "Address already in use" in result.output
    assert "--port" in result.output


def test_a_host_that_is_no_name_is_told() -> None:
    result = run("serve", "--host", "é" * 80)

    assert result.exit_code == 1
    assert "Choose another --host" in result.output


def test_two_providers_cannot_share_a_token_header() -> None:
    result = run("serve", environment={"GATEWAY_OURA_TOKEN_HEADER": "x-google-fit-token"})

    assert result.exit_code == 1
    assert "TOKEN_HEADER a name of its own" in result.output


def test_the_greeting_says_where_the_sandbox_takes_faults() -> None:
    with served("serve", "--sandbox", "--port", "0") as gateway:
        found = re.search(r"POST (http://\S+/sandbox/faults)", gateway.greeting)
        assert found is not None
        begun = httpx.post(
            found[1], json={"provider": "oura", "fault": "STATUS", "status": 503}, timeout=60
        )

        assert begun.status_code == 201
        assert states(ask(gateway.url)) == ["OK", "FAILED"]


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("GATEWAY_OURA_TOKEN", "two words", "GATEWAY_OURA_TOKEN: must be the bare token"),
        ("GATEWAY_HISTORY_START", "2999-12-31", "GATEWAY_HISTORY_START: must not lie in the"),
        ("GATEWAY_PORT", "many", "GATEWAY_PORT: Input should be a valid integer"),
        ("GATEWAY_LOG_FORMAT", "xml", "GATEWAY_LOG_FORMAT: Input should be 'console' or 'json'"),
        ("GATEWAY_SECRET", "too-little", "GATEWAY_SECRET: must have 32 characters or more"),
        ("GATEWAY_CORS_ORIGINS", "no-scheme.test", "GATEWAY_CORS_ORIGINS: must be origins"),
        ("GATEWAY_OURA_BASE_URL", "ftp://x", "GATEWAY_OURA_BASE_URL: must start with https://"),
        ("GATEWAY_GOOGLE_FIT_TOKEN_HEADER", "a b", "GATEWAY_GOOGLE_FIT_TOKEN_HEADER: String"),
    ],
)
def test_a_bad_setting_is_told_by_its_name_and_not_its_value(
    variable: str, value: str, message: str
) -> None:
    result = run("serve", environment={variable: value})

    assert result.exit_code == 1
    assert message in result.output
    assert value not in result.output


def test_tokens_of_the_environment_are_not_shared_unless_it_is_said() -> None:
    result = run("serve", "--host", "0.0.0.0", environment={"GATEWAY_OURA_TOKEN": "secret-oura"})  # noqa: S104 - it must refuse

    assert result.exit_code == 1
    assert "GATEWAY_ALLOW_SHARED_TOKENS=true" in result.output
    assert "secret-oura" not in result.output


def test_the_environments_tokens_answer_on_loopback_and_to_its_names_only() -> None:
    with served("sandbox", "--port", "0") as sandbox:
        environment = {
            **os.environ,
            "GATEWAY_OURA_BASE_URL": sandbox.url,
            "GATEWAY_OURA_TOKEN": "demo",
        }
        with served("serve", "--port", "0", environment=environment) as gateway:
            data = ask(gateway.url)
            rebound = httpx.post(
                f"{gateway.url}/graphql",
                json={"query": FEED},
                headers={"Host": "evil.example"},
                timeout=60,
            )

    assert states(data) == ["NOT_LINKED", "OK"]
    assert rebound.status_code == 400
