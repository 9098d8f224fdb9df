"""Both providers' REST APIs, embedded: the upstream of `gateway sandbox` and of the tests."""

from gateway.sandbox.application import sandbox_app
from gateway.sandbox.calls import Call
from gateway.sandbox.fault_rules import FaultRule
from gateway.sandbox.faults import (
    CutBody,
    Fault,
    Hang,
    HangAfterApplying,
    Lag,
    MalformedJson,
    Reset,
    SlowBody,
    Status,
    WrongShape,
)
from gateway.sandbox.server import RunningSandbox, run_sandbox, serve_sandbox
from gateway.sandbox.state import Sandbox
from gateway.sandbox.synthetic import synthetic
from gateway.sandbox.viewer import Viewer
from gateway.sandbox.wire import Clock, Records, Wire

__all__ = [
    "Call",
    "Clock",
    "CutBody",
    "Fault",
    "FaultRule",
    "Hang",
    "HangAfterApplying",
    "Lag",
    "MalformedJson",
    "Records",
    "Reset",
    "RunningSandbox",
    "Sandbox",
    "SlowBody",
    "Status",
    "Viewer",
    "Wire",
    "WrongShape",
    "run_sandbox",
    "sandbox_app",
    "serve_sandbox",
    "synthetic",
]
