"""The domain's enums as the schema shows them: every value with its meaning.

Schema modules import enums from here, so that they are described before they are used.
"""

from __future__ import annotations

from enum import StrEnum

from gateway.domain.activity import ActivityKind, ActivityType, Intensity, RecordingMethod
from gateway.domain.errors import ProviderAction, ProviderErrorCode
from gateway.domain.provider import Capability, ServedFrom
from gateway.domain.provider_name import Provider
from gateway.domain.tag import TagOrigin
from gateway.schema.activity_type_texts import ACTIVITY_TYPE_TEXTS
from gateway.schema.described import describe
from gateway.timeline.question import ActivityOrder
from gateway.writing.commands import DeleteOutcome, WriteOutcome
from gateway.writing.problems import UserErrorCode

__all__ = [
    "ActivityKind",
    "ActivityOrder",
    "ActivityType",
    "Capability",
    "Dedupe",
    "DeleteOutcome",
    "Intensity",
    "LinkState",
    "Provider",
    "ProviderAction",
    "ProviderErrorCode",
    "ProviderErrorPolicy",
    "ProviderState",
    "RecordingMethod",
    "ServedFrom",
    "TagOrigin",
    "UserErrorCode",
    "WriteOutcome",
]


class ProviderState(StrEnum):
    """How whole one provider's part of an answer is."""

    OK = "OK"
    STALE = "STALE"
    PARTIAL = "PARTIAL"
    FAILED = "FAILED"
    NOT_LINKED = "NOT_LINKED"
    SKIPPED = "SKIPPED"


class LinkState(StrEnum):
    """Whether a provider can be asked on the viewer's behalf."""

    LINKED = "LINKED"
    NOT_LINKED = "NOT_LINKED"
    EXPIRED = "EXPIRED"


class ProviderErrorPolicy(StrEnum):
    """What a failing provider does to the answer."""

    PARTIAL = "PARTIAL"
    FAIL = "FAIL"


class Dedupe(StrEnum):
    """What becomes of several records of one event."""

    NONE = "NONE"
    COLLAPSE = "COLLAPSE"


describe(
    Provider,
    "A service that activities are read from. Grows over time: have a default branch.",
    {Provider.GOOGLE_FIT: "Google Fit, by its REST API v1.", Provider.OURA: "Oura, by its API v2."},
)
describe(
    Capability,
    "What a provider can be asked for. Grows over time: have a default branch.",
    {
        Capability.READ_ACTIVITIES: "Its activities are in `activities`.",
        Capability.READ_METRICS: (
            "It knows figures of activities that are not in their records (`metrics`)."
        ),
        Capability.READ_TAGS: "Its tags are in `tags`.",
        Capability.READ_DAILY: "It tells of whole days in `dailySummaries`.",
        Capability.READ_PROFILE: "It tells who the viewer is (`viewer.profile`).",
        Capability.READ_DATA_SOURCES: "It has data sources (`googleFit`).",
        Capability.WRITE_SESSIONS: "It takes sessions (`upsertSession`).",
        Capability.DELETE_SESSIONS: "It deletes sessions (`deleteSession`).",
    },
)
describe(
    LinkState,
    "Whether a provider can be asked on the viewer's behalf. Grows over time: have a default "
    "branch.",
    {
        LinkState.LINKED: "The request brought a token, and the provider has not refused it.",
        LinkState.NOT_LINKED: "The request brought no token for the provider.",
        LinkState.EXPIRED: "The provider refuses the token: expired, revoked or malformed.",
    },
)
describe(
    ProviderState,
    "How whole one provider's part of the answer is. Grows over time: have a default branch.",
    {
        ProviderState.OK: "Complete for what was asked.",
        ProviderState.STALE: (
            "Complete, but served from the cache past its age limit because the provider failed."
        ),
        ProviderState.PARTIAL: (
            "A part is missing; see `gaps` and `error`. Without gaps, it is records that cannot be "
            "read."
        ),
        ProviderState.FAILED: "Nothing of what was asked could be had; see `error`.",
        ProviderState.NOT_LINKED: "Not asked: the request brought no token for it.",
        ProviderState.SKIPPED: (
            "Not asked: filtered out by the query, or it has nothing of the kind."
        ),
    },
)
describe(
    ServedFrom,
    "Where a provider's part of the answer came from. Grows over time: have a default branch.",
    {
        ServedFrom.LIVE: "From the provider, all of it or a part, for this request.",
        ServedFrom.CACHE: "From what was kept of earlier answers.",
        ServedFrom.NONE: "There is none: not asked, or nothing could be had.",
    },
)
describe(
    ProviderErrorCode,
    "What went wrong at a provider. Grows over time: have a default branch, and use `action`.",
    {
        ProviderErrorCode.NOT_LINKED: "The request brought no token for the provider.",
        ProviderErrorCode.REAUTH_REQUIRED: "The provider refused the token (401).",
        ProviderErrorCode.SCOPE_MISSING: "The token was not granted what this needs (403).",
        ProviderErrorCode.SUBSCRIPTION_EXPIRED: "The wearer's membership has lapsed (Oura 403).",
        ProviderErrorCode.RATE_LIMITED: "Too many calls (429); see `retryAfterSeconds`.",
        ProviderErrorCode.CIRCUIT_OPEN: (
            "Not asked: it has failed so often that it is left alone until `retryAfterSeconds`."
        ),
        ProviderErrorCode.TIMEOUT: "No complete answer within the deadline.",
        ProviderErrorCode.UPSTREAM_ERROR: "The provider failed, or could not be reached.",
        ProviderErrorCode.INVALID_PAGE_TOKEN: (
            "It does not take the token of a page that the query sent: begin without one."
        ),
        ProviderErrorCode.INVALID_RESPONSE: "The provider's answer could not be read.",
        ProviderErrorCode.RESULT_LIMIT: "More than the gateway will hold: ask for less at once.",
        ProviderErrorCode.TIME_ZONE_NEEDED: (
            "It records no offset, and has no days unless the query names `timeZone`."
        ),
        ProviderErrorCode.SUNSET: "The provider has switched this API off (410).",
    },
)
describe(
    ProviderAction,
    "What to do about a provider's error, for clients that do not know its code. Closed.",
    {
        ProviderAction.NONE: "Nothing: it is as it shall be.",
        ProviderAction.RETRY_LATER: "Ask again later; after `retryAfterSeconds` where it is told.",
        ProviderAction.RELINK: "Have the person authorize the provider again; send the new token.",
        ProviderAction.NARROW_RANGE: "Ask for a shorter range.",
        ProviderAction.RENEW_SUBSCRIPTION: "Have the person renew the provider's membership.",
        ProviderAction.CONTACT_OPERATOR: "Tell whoever runs the gateway.",
    },
)
describe(
    TagOrigin,
    "Which form of a note a tag was read from.",
    {
        TagOrigin.TAG: "The older form, where the newer one does not tell the same. Oura `tag`.",
        TagOrigin.ENHANCED_TAG: "The form of today. Oura `enhanced_tag`.",
    },
)
describe(
    ProviderErrorPolicy,
    "What a failing provider does to the answer.",
    {
        ProviderErrorPolicy.PARTIAL: "What failed is told in `providers`; the rest is returned.",
        ProviderErrorPolicy.FAIL: "Every failure is an entry in `errors`, and there is no data.",
    },
)
describe(
    ActivityKind,
    "What an activity is, coarsely; follows from its type.",
    {
        ActivityKind.WORKOUT: "Exercise of any sort, household and garden included.",
        ActivityKind.MINDFULNESS: "Meditation, breathing, relaxation.",
        ActivityKind.REST: "Resting awake.",
        ActivityKind.SLEEP: "Sleep and naps.",
        ActivityKind.TRANSPORT: "Being carried: vehicles, lifts, escalators.",
        ActivityKind.OTHER: "None of these, or not known.",
    },
)
describe(
    ActivityType,
    "What was done. Grows over time: have a default branch. `providerType` has the raw value.",
    ACTIVITY_TYPE_TEXTS,
)
describe(
    Intensity,
    "How hard a workout was. Oura `intensity`; Google Fit records none.",
    {
        Intensity.EASY: "Oura `easy`.",
        Intensity.MODERATE: "Oura `moderate`.",
        Intensity.HARD: "Oura `hard`.",
        Intensity.UNKNOWN: "A value that Oura has added since; the raw one is in `detail`.",
    },
)
describe(
    RecordingMethod,
    "How the record came about. Oura workout `source`; the other collections do not tell.",
    {
        RecordingMethod.MANUAL: "Entered by hand. Oura `manual`.",
        RecordingMethod.AUTO_DETECTED: "Found by the device. Oura `autodetected`.",
        RecordingMethod.AUTO_CONFIRMED: "Found by the device, confirmed by the person. Oura "
        "`confirmed`.",
        RecordingMethod.ACTIVELY_RECORDED: "Started and stopped by the person. Oura "
        "`workout_heart_rate`, `live_*`.",
        RecordingMethod.UNKNOWN: "The provider does not tell, or says something new.",
    },
)
describe(
    ActivityOrder,
    "The order of a feed: by start; equal starts by provider and id.",
    {
        ActivityOrder.START_TIME_DESC: "Latest first.",
        ActivityOrder.START_TIME_ASC: "Earliest first.",
    },
)
describe(
    Dedupe,
    "What becomes of several providers' records of one event.",
    {
        Dedupe.NONE: "Every record.",
        Dedupe.COLLAPSE: "One record per real-world event; the others are in its `duplicates`.",
    },
)
describe(
    WriteOutcome,
    "What an upsert did.",
    {
        WriteOutcome.CREATED: "There was no such session before.",
        WriteOutcome.UPDATED: "The stored session was replaced.",
        WriteOutcome.UNCHANGED: "The stored session was already so; nothing was written.",
    },
)
describe(
    DeleteOutcome,
    "What a deletion did.",
    {
        DeleteOutcome.DELETED: "It was there, and is gone.",
        DeleteOutcome.ALREADY_ABSENT: "There was no such thing (any more).",
    },
)
describe(
    UserErrorCode,
    "Why a write was refused or failed. Grows over time: have a default branch.",
    {
        UserErrorCode.BLANK: "The field must hold text.",
        UserErrorCode.INVALID: "The value is not of the form that the message describes.",
        UserErrorCode.TOO_LONG: "The text is longer than is stored.",
        UserErrorCode.OUT_OF_RANGE: "The value lies outside the bounds that the message names.",
        UserErrorCode.END_BEFORE_START: "The end must be later than the start.",
        UserErrorCode.UNSUPPORTED_TYPE: "The provider has nothing near this activity type.",
        UserErrorCode.PROVIDER_READ_ONLY: "The provider takes no writes.",
        UserErrorCode.NOT_OWNED: "Another application wrote the record, and alone may change it.",
        UserErrorCode.NOT_FOUND: "The viewer has no such record.",
        UserErrorCode.CONFLICT: "The stored record is newer than `ifModifiedAt`.",
        UserErrorCode.NOT_LINKED: "The request brought no token for the provider.",
        UserErrorCode.REAUTH_REQUIRED: "The provider refused the token.",
        UserErrorCode.SCOPE_MISSING: "The token was not granted the right to write.",
        UserErrorCode.RATE_LIMITED: "Too many calls; see `retryAfterSeconds`.",
        UserErrorCode.UPSTREAM_UNAVAILABLE: "The provider failed; nothing was written.",
        UserErrorCode.OUTCOME_UNKNOWN: (
            "No clear answer: it may have been written. The message says how to repeat it safely."
        ),
        UserErrorCode.IDEMPOTENCY_KEY_REUSED: "The key came with another input before.",
    },
)
