"""GraphQL execution, compiled: what a document asks for becomes Python functions, made once.

It knows GraphQL and Strawberry, and nothing of what is served; see `docs/execution.md`.
"""

from gateway.execution.executor import CompiledExecutor
from gateway.execution.instances import InstancesOf
from gateway.execution.limits import Limits
from gateway.execution.prepared import prepared_by
from gateway.execution.pricing import FieldPrice

__all__ = ["CompiledExecutor", "FieldPrice", "InstancesOf", "Limits", "prepared_by"]
