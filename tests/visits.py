"""A reader without a browser: a session on the real server over its own web socket, which runs the page as often as asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

SECONDS = 30
DONE = ForwardMsg.FINISHED_SUCCESSFULLY


class Place(Protocol):
    """Where a server is: its address, base path included, and scheme, host and port alone."""

    @property
    def url(self) -> str:
        """The address of the page."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""


@dataclass
class Visit:
    """An open session; its name is known once it has run."""

    line: ClientConnection
    session: str = ""

    def run(self, query: str) -> list[ForwardMsg]:
        """Run the page with a query, as one who opens a link, and return all that comes until it has run."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        return self.ask(asked)

    def ask(self, asked: BackMsg) -> list[ForwardMsg]:
        """Send what a browser may send, and return all that comes until the page has run."""
        self.line.send(asked.SerializeToString())
        found: list[ForwardMsg] = []
        while not found or found[-1].WhichOneof("type") != "script_finished" or found[-1].script_finished != DONE:
            told = ForwardMsg()
            told.ParseFromString(self.line.recv(timeout=SECONDS, decode=False))
            if told.WhichOneof("type") == "new_session":
                self.session = told.new_session.initialize.session_id
            found.append(told)
        return found


@contextmanager
def visit(server: Place) -> Iterator[Visit]:
    """Open a session, and leave it at the end."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, origin=Origin(server.origin), max_size=None, compression=None) as line:
        yield Visit(line)


def memory_mb(pid: int) -> float:
    """Return the memory that a process holds (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
