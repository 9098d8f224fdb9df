"""How a server of a benchmark listens, and says where."""

from __future__ import annotations

import socket
import sys

BACKLOG = 2048


def listener() -> socket.socket:
    """A socket on a free port that this machine alone reaches."""
    return socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)


def announce(listening: socket.socket) -> None:
    """Print the address, which whoever started the process waits for."""
    sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
    sys.stdout.flush()
