"""Google Fit's JSON, as its discovery document (v1, revision 20250819) has it.

Absent means unset: empty fields are left out. int64 comes as text, and may come as a number.
"""

from __future__ import annotations

import msgspec

from gateway.domain.detail import GoogleFitSession
from gateway.domain.google_fit import Int64
from gateway.upstream.decoding import NumbersAsText
from gateway.upstream.records import Records


class SessionList(Records, NumbersAsText, kw_only=True):
    """`ListSessionsResponse`. With a range there is neither paging nor deleted sessions."""

    session: list[GoogleFitSession] = msgspec.field(default_factory=list[GoogleFitSession])


class DeletedSession(msgspec.Struct, rename="camel", kw_only=True, gc=False):
    """`Session`, where it is one of `deletedSession`: little more than an id."""

    id: str
    modified_time_millis: Int64 | None = None


class SessionChanges(Records, NumbersAsText, rename="camel", kw_only=True):
    """`ListSessionsResponse`, without a range."""

    session: list[GoogleFitSession] = msgspec.field(default_factory=list[GoogleFitSession])
    deleted_session: list[DeletedSession] = msgspec.field(default_factory=list[DeletedSession])
    next_page_token: str | None = None


class Application(msgspec.Struct, rename="camel", kw_only=True, omit_defaults=True):
    """`Application`, as it is sent."""

    name: str
    version: str | None = None
    details_url: str | None = None


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
