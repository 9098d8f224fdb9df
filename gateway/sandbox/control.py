"""Faults over HTTP, for people and for tests of other processes: /sandbox/faults."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gateway.sandbox import providers
from gateway.sandbox.fault_rules import FaultRule
from gateway.sandbox.faults import Fault
from gateway.sandbox.json_response import JsonResponse
from gateway.sandbox.state import Sandbox
from gateway.sandbox.wire import Wire


class Aim(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """The calls that a fault is meant for; what is left out means all of them."""

    provider: providers.ProviderName
    route: providers.Route | None = None
    method: str | None = None
    token: str | None = None
    times: int | None = None


_FORM = (
    'Send {"provider": "oura" or "google_fit", "fault": one of STATUS, HANG, SLOW_BODY, CUT_BODY, '
    "MALFORMED_JSON, WRONG_SHAPE, RESET, HANG_AFTER_APPLYING, LAG}; with STATUS also "
    '"status": 503 and "retryAfterSeconds": 30; narrowed by "route", "method", "token", "times".'
)

_AIM = set(Aim.__struct_encode_fields__)


def control_routes(sandbox: Sandbox) -> list[BaseRoute]:
    """POST begins a fault, GET lists the faults in force, DELETE ends them all."""

    async def begin(request: Request) -> Response:
        try:
            rule = _begun(sandbox, await request.body())
        except ValueError as invalid:  # msgspec's errors are ValueErrors too
            return JsonResponse({"error": f"{invalid}. {_FORM}"}, 400)
        return JsonResponse(_description(rule), 201)

    def show(_: Request) -> Response:
        in_force = [rule for rule in sandbox.faults.all() if rule.remaining != 0]
        return JsonResponse({"faults": [_description(rule) for rule in in_force]})

    def end(_: Request) -> Response:
        sandbox.heal()
        return Response(status_code=204)

    path = "/sandbox/faults"
    return [
        Route(path, begin, methods=["POST"]),
        Route(path, show, methods=["GET"]),
        Route(path, end, methods=["DELETE"]),
    ]


def _begun(sandbox: Sandbox, body: bytes) -> FaultRule:
    wire = msgspec.json.decode(body, type=dict[str, object])
    aim = msgspec.convert({key: wire[key] for key in wire.keys() & _AIM}, Aim)
    fault = msgspec.convert({key: wire[key] for key in wire.keys() - _AIM}, Fault)
    return sandbox.fail(
        aim.provider,
        fault,
        route=aim.route,
        method=aim.method,
        token=aim.token,
        times=aim.times,
    )


def _description(rule: FaultRule) -> Wire:
    """A rule as it was posted, and what it has done. Which token it is for is not told."""
    return {
        **msgspec.to_builtins(rule.fault),
        "provider": rule.target.provider,
        "route": rule.target.route,
        "method": rule.target.method,
        "forOneToken": rule.target.token is not None,
        "remaining": rule.remaining,
        "struck": rule.struck,
    }
