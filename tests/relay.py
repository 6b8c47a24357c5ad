"""A line to a server that can be cut and mended, as a reader's does in a tunnel: a relay of bytes on a port of its own."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

CHUNK = 65_536


class Relay:
    """Passes on what comes to its ``url``, until it is cut.

    Parameters
    ----------
    target
        The address of the server.
    """

    def __init__(self, target: str) -> None:
        at = urlsplit(target)
        self._target, self._open, self._cut = (str(at.hostname), at.port), set[socket.socket](), False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and every new one at once."""
        self._cut = True
        for end in list(self._open):
            _break(end)

    def mend(self) -> None:
        """Pass on again what comes from now on."""
        self._cut = False

    def __enter__(self) -> Self:
        """Give the relay itself, which runs already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the port."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._cut:
                _break(near)
                continue
            far = socket.create_connection(self._target)
            self._open |= {near, far}
            for ends in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(CHUNK):
                other.sendall(piece)
        for end in (one, other):
            _break(end)
        self._open -= {one, other}


def _break(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
