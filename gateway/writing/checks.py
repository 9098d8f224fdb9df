"""What is wrong with a command before anybody is asked: every problem at once."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from msgspec import UnsetType

from gateway.writing.commands import ApplicationCommand, UpsertCommand
from gateway.writing.problems import Problem, UserErrorCode, input_path

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_AHEAD = timedelta(days=1)
SHORTEST = timedelta(milliseconds=1)

LONGEST_TITLE = 1_000
LONGEST_NOTES = 10_000
LONGEST_NAME = 200
LONGEST_ID = 500
LONGEST_URL = 2_000


def problems_with(command: UpsertCommand, now: datetime) -> list[Problem]:
    """All that can be told from the command alone."""
    return [
        *line(command.title, LONGEST_TITLE, "title"),
        *_notes(command.notes),
        *_address(command),
        *_times(command, now),
        *_active_duration(command),
        *application_problems(command.application),
        *_optional_line(command.idempotency_key, LONGEST_ID, "idempotencyKey"),
    ]


def _address(command: UpsertCommand) -> Iterator[Problem]:
    if command.id is not None and command.client_session_id is not None:
        yield problem(
            UserErrorCode.INVALID,
            "Send `id` to change an activity or `clientSessionId` to name your own, not both.",
            "clientSessionId",
        )
    native_id = command.client_session_id
    if native_id is None:
        return
    yield from line(native_id, LONGEST_ID, "clientSessionId")
    if native_id in {".", ".."}:
        yield problem(
            UserErrorCode.INVALID,
            "`clientSessionId` cannot be `.` or `..`: choose another.",
            "clientSessionId",
        )


def _times(command: UpsertCommand, now: datetime) -> Iterator[Problem]:
    for name, instant in (("startTime", command.start_time), ("endTime", command.end_time)):
        if not EARLIEST <= instant <= now + LONGEST_AHEAD:
            yield problem(
                UserErrorCode.OUT_OF_RANGE,
                f"`{name}` must lie between 1970-01-01T00:00:00Z and a day from now.",
                name,
            )
    if command.end_time - command.start_time < SHORTEST:
        yield problem(
            UserErrorCode.END_BEFORE_START,
            "`endTime` must be at least a millisecond later than `startTime`.",
            "endTime",
        )


def _active_duration(command: UpsertCommand) -> Iterator[Problem]:
    seconds = command.active_duration_seconds
    if seconds is None or isinstance(seconds, UnsetType):
        return
    span = (command.end_time - command.start_time) / timedelta(seconds=1)
    if not math.isfinite(seconds) or seconds < 0 or (span > 0 and seconds > span):
        yield problem(
            UserErrorCode.OUT_OF_RANGE,
            "`activeDurationSeconds` must lie between 0 and the length of the session.",
            "activeDurationSeconds",
        )


def _notes(notes: str | UnsetType | None) -> Iterator[Problem]:
    if isinstance(notes, str):
        yield from _length(notes, LONGEST_NOTES, "notes")


def application_problems(application: ApplicationCommand | UnsetType | None) -> Iterator[Problem]:
    """What is wrong with the application that a record names."""
    if application is None or isinstance(application, UnsetType):
        return
    yield from line(application.name, LONGEST_NAME, "application", "name")
    yield from _optional_line(application.version, LONGEST_NAME, "application", "version")
    url = application.details_url
    if url is None:
        return
    yield from _text(url, LONGEST_URL, "application", "detailsUrl")
    if not _is_web_address(url):
        yield problem(
            UserErrorCode.INVALID,
            "`detailsUrl` must be an address that starts with https:// or http://.",
            "application",
            "detailsUrl",
        )


def _optional_line(text: str | None, longest: int, *names: str) -> Iterator[Problem]:
    if text is not None:
        yield from line(text, longest, *names)


def line(text: str, longest: int, *names: str) -> Iterator[Problem]:
    """Text that is neither blank nor broken into lines."""
    yield from _text(text, longest, *names)
    if text.strip() and _has_control_characters(text):
        message = f"`{names[-1]}` must not hold line breaks or other control characters."
        yield problem(UserErrorCode.INVALID, message, *names)


def _text(text: str, longest: int, *names: str) -> Iterator[Problem]:
    if not text.strip():
        yield problem(UserErrorCode.BLANK, f"`{names[-1]}` must not be blank.", *names)
    yield from _length(text, longest, *names)


def _length(text: str, longest: int, *names: str) -> Iterator[Problem]:
    if len(text) > longest:
        yield problem(
            UserErrorCode.TOO_LONG,
            f"`{names[-1]}` has {len(text)} characters; {longest} are allowed.",
            *names,
        )


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_one_word = url.isprintable() and " " not in url
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and is_one_word


def _has_control_characters(text: str) -> bool:
    return any(unicodedata.category(character) == "Cc" for character in text)


def problem(code: UserErrorCode, message: str, *names: str) -> Problem:
    """A problem with one field of the input."""
    return Problem(code=code, message=message, field=input_path(*names))
