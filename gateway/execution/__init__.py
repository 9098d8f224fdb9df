"""GraphQL execution, compiled: what a document asks for becomes Python functions, made once.

It knows GraphQL and Strawberry, and nothing of what is served; see `docs/execution.md`.
"""

from gateway.execution.executor import CompiledExecutor
from gateway.execution.instances import InstancesOf

__all__ = ["CompiledExecutor", "InstancesOf"]
