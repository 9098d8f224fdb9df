"""The parent of several workers: replaces those that die, and ends with all of them."""

from __future__ import annotations

import signal

from uvicorn.supervisors import Multiprocess

_LOOK_SECONDS = 0.1
_ENDING = frozenset({signal.SIGINT, signal.SIGTERM})


class Supervisor(Multiprocess):
    """uvicorn's own, which starts a worker anew when it has died or hangs.

    While it waits for the workers to end, a second signal ends them at once.
    """

    def terminate_all(self) -> None:
        """Let the workers end, and with the last of them the listening: each has its own socket."""
        super().terminate_all()
        for listener in self.sockets:
            listener.close()

    def join_all(self) -> None:
        """Wait for the workers."""
        for process in self.processes:
            while process.exitcode is None:
                process.process.join(_LOOK_SECONDS)
                if _ENDING.intersection(self.signal_queue):
                    self._kill_all()

    def _kill_all(self) -> None:
        for process in self.processes:
            process.process.kill()
