"""Google Fit's JSON, as its discovery document (v1, revision 20250819) has it.

Absent means unset: empty fields are left out. int64 comes as text, and may come as a number.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from gateway.upstream.decoding import NumbersAsText

Int32 = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]


class Application(msgspec.Struct, rename="camel", kw_only=True, omit_defaults=True, gc=False):
    """`Application`."""

    name: str | None = None
    package_name: str | None = None
    version: str | None = None
    details_url: str | None = None


class Session(NumbersAsText, rename="camel", kw_only=True, gc=False):
    """`Session`. Its times are int64, in milliseconds since 1970 UTC."""

    id: str
    start_time_millis: int
    end_time_millis: int
    name: str | None = None
    description: str | None = None
    modified_time_millis: int | None = None
    active_time_millis: int | None = None
    activity_type: Int32 = 0
    application: Application | None = None


class SessionList(NumbersAsText, kw_only=True):
    """`ListSessionsResponse`. With a range there is neither paging nor deleted sessions."""

    session: list[Session] = msgspec.field(default_factory=list[Session])


class DeletedSession(NumbersAsText, rename="camel", kw_only=True, gc=False):
    """`Session`, where it is one of `deletedSession`: little more than an id."""

    id: str
    modified_time_millis: int | None = None


class SessionChanges(NumbersAsText, rename="camel", kw_only=True):
    """`ListSessionsResponse`, without a range."""

    session: list[Session] = msgspec.field(default_factory=list[Session])
    deleted_session: list[DeletedSession] = msgspec.field(default_factory=list[DeletedSession])
    next_page_token: str | None = None


class SessionUpdate(msgspec.Struct, rename="camel", kw_only=True, omit_defaults=True):
    """`Session`, as `sessions.update` takes it: int64 as text, nothing that only Google sets."""

    id: str
    name: str
    start_time_millis: str
    end_time_millis: str
    activity_type: int
    application: Application
    description: str | None = None
    active_time_millis: str | None = None


class ErrorDetail(msgspec.Struct, kw_only=True):
    """An entry of `errors` or `details`; of several kinds, of which most have a reason."""

    reason: str | None = None


class ErrorStatus(msgspec.Struct, kw_only=True):
    """The part of an error that says what happened, without its texts."""

    status: str | None = None
    errors: list[ErrorDetail] = []
    details: list[ErrorDetail] = []


class ErrorBody(msgspec.Struct, kw_only=True):
    """The common form of a Google error."""

    error: ErrorStatus
