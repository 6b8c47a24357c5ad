"""What strangers send to a server: uploads, hosts that are none of ours, broken web sockets, and lines that only stay open."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import StartServer
from serving import Server
from streamlit.proto.BackMsg_pb2 import BackMsg
from visits import Visit, memory_mb, visit
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from geo.paths import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.faults]

STRANGER = "evil.example"
PATHS = (
    *("/", "/api", "/api/layers", "/api/health", "/api/layers/events.geojson", "/api/nothing", "/_stcore/health"),
    *("/ogc", "/ogc?f=html", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/collections/events"),
    *("/ogc/collections/events/items?limit=2", "/ogc/collections/events/items?limit=2&f=html"),
)


@pytest.fixture(scope="module")
def held(start_server: StartServer) -> Iterator[Server]:
    """Give a server of its own: what these tests do to one no other test is to bear."""
    with start_server() as server:
        yield server


def ask(
    server: Server, method: str, path: str, body: bytes | Iterable[bytes] | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    """Return status, headers and text of an answer."""
    at = urlsplit(server.url)
    line = http.client.HTTPConnection(str(at.hostname), at.port, timeout=30)
    try:
        line.request(method, at.path + path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
    finally:
        line.close()


def line_to(server: Server, *protocols: str) -> ClientConnection:
    """Open a web socket, with Streamlit's own words in its protocol: a name, a token, a session."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    words = [Subprotocol(word) for word in protocols] or None
    return connect(address, origin=Origin(server.origin), subprotocols=words, max_size=None, compression=None)


@pytest.mark.parametrize("base", ["", "/under/here"])
def test_nothing_can_be_uploaded(start_server: StartServer, base: str) -> None:
    piece = b"x" * 1_000_000

    def flood() -> Iterator[bytes]:
        for _ in range(60):
            yield piece

    with start_server(base_path=base) as server, visit(server) as reader:
        reader.run("")
        before = memory_mb(server.pid)
        for session in ("forged", "..%2f..%2fetc", reader.session):
            for method in ("PUT", "POST", "DELETE", "GET", "OPTIONS"):
                assert ask(server, method, f"/_stcore/upload_file/{session}/a")[0] == 404, (session, method)
        for _ in range(3):
            with suppress(ConnectionError):  # The server hangs up instead of reading on.
                assert ask(server, "PUT", f"/_stcore/upload_file/{reader.session}/a", flood())[0] == 404
        assert memory_mb(server.pid) - before < 60


def test_a_host_that_is_none_of_ours_is_refused_everywhere_where_hosts_are_named(start_server: StartServer) -> None:
    with start_server(options={"server.allowedHosts": "atlas.example"}) as server:
        for path in PATHS:
            # Whoever watches the server may know it by an address alone.
            assert ask(server, "GET", path, Host=STRANGER)[0] == (200 if path.endswith("health") else 400), path
            status, _, text = ask(server, "GET", path, Host="atlas.example", X_Forwarded_Host=STRANGER)
            assert status in {200, 404}, path
            assert STRANGER not in text, path
        # A container's own check and a proxy's ask by an address: 503 until the layers are made.
        assert ask(server, "GET", "/api/ready", Host=STRANGER)[0] in {200, 503}
        with pytest.raises(Exception, match=r"HTTP 40[03]"):
            line_to(server)


@pytest.mark.parametrize("path", PATHS)
def test_no_header_but_the_host_makes_an_address(held: Server, path: str) -> None:
    others = {"X_Forwarded_Host": STRANGER, "Forwarded": f"host={STRANGER}", "X_Host": STRANGER, "X_Original_Url": "/x"}
    _, headers, text = ask(held, "GET", path, None, **others)
    assert STRANGER not in text + json.dumps(headers)
    # Whoever asks under a name gets it back, and nobody else after that.
    ask(held, "GET", path, Host=STRANGER)
    assert STRANGER not in ask(held, "GET", path)[2]


HOSTS = ("", "a b", "a<b>", "a\tb", "x" * 256, "a:port", "a:123456", "[::1", "a/b", "a?b", "a@b", "a,b", "\xe9.example")


@pytest.mark.parametrize("host", HOSTS)
def test_what_can_be_the_name_of_no_host_is_refused(held: Server, host: str) -> None:
    for path in ("/", "/api/layers", "/ogc", "/facts/p06-offer", "/sitemap.xml"):
        # The server below us may refuse it by itself, in its own words.
        assert ask(held, "GET", path, Host=host)[0] == 400, path


def test_an_address_with_a_control_character_leads_nowhere(held: Server) -> None:
    for path in (
        "/api/%0a/",
        "/api/layers%0a",
        "/ogc%0d%0a/",
        "/facts/p06-offer%0a",
        "/api/layers/events.geojson%00",
        "/ogc%e2%80%a8",
    ):
        status, headers, _ = ask(held, "GET", path)
        assert (status, headers.get("location")) == (404, None), path


@pytest.mark.parametrize("base", ["", "/under/here"])
def test_where_there_is_no_page_the_answer_is_404(start_server: StartServer, base: str) -> None:
    with start_server(base_path=base) as server:
        for path in ("/nosuch", "/fact/p06-offer", "/index.php", "/facts.html", "/a/b/c?fact=p06-offer"):
            for method in ("GET", "HEAD"):
                status, headers, text = ask(server, method, path)
                assert (status, headers["content-type"].split(";")[0]) == (404, "text/html"), path
                assert "script-src" in headers["content-security-policy"]
                assert (method == "HEAD") == (not text)
                assert "og:title" not in text or "No such page" in text
        for path in ("/", "/?fact=p06-offer", "/index.html"):
            assert ask(server, "GET", path)[0] == 200, path


def since(server: Server, log: str) -> str:
    """Return what a server has written since its log was read."""
    return server.log().rpartition(log[-400:])[2]


def runs_on(server: Server) -> None:
    """Run the page for a new reader."""
    with visit(server) as reader:
        reader.run("topic=military")


def bad_frames() -> dict[str, bytes | str]:
    """Return what a browser never sends."""
    forged = BackMsg()
    forged.rerun_script.query_string = "fact=nobody"
    forged.rerun_script.page_script_hash = "0" * 32
    forged.rerun_script.fragment_id = "nothing"
    return {
        "nothing": b"",
        "noise": bytes(range(256)),
        "half": forged.SerializeToString()[:9],
        "a text": "hello",
        "too large": b"\x00" * 1_200_000,
        "far too large": b"\x00" * 60_000_000,
        "forged": forged.SerializeToString(),
    }


@pytest.mark.parametrize("name", bad_frames())
def test_a_broken_frame_ends_its_own_line_at_most(held: Server, name: str) -> None:
    before, log = memory_mb(held.pid), held.log()
    for _ in range(3):
        with line_to(held) as line:
            try:
                line.send(bad_frames()[name])
                line.recv(timeout=1)
            except (ConnectionClosed, TimeoutError):
                continue
    runs_on(held)
    assert memory_mb(held.pid) - before < 80
    told = since(held, log)
    assert "Traceback" not in told
    assert len(told.splitlines()) < 40


def test_a_forged_session_is_a_new_one(held: Server) -> None:
    log = held.log()
    for session in ("..", "x" * 4_000, "0f0f0f0f-0000-0000-0000-000000000000"):
        with line_to(held, "streamlit", "no-token", session) as line:
            Visit(line).run("")
    assert "Traceback" not in since(held, log)


def test_half_closed_sockets_are_let_go(held: Server) -> None:
    at = urlsplit(held.url)
    open_files = len(list_files(held.pid))
    for start in (b"", b"GET / HT", b"GET /api/layers HTTP/1.1\r\nHost: a\r\n", b"\x16\x03\x01\x00\x00", b"\x00" * 100):
        for _ in range(40):
            with socket.create_connection((str(at.hostname), at.port or 0)) as half:
                half.sendall(start)
                half.shutdown(socket.SHUT_WR)
                half.settimeout(5)
                while half.recv(65_536):
                    pass
    runs_on(held)
    assert len(list_files(held.pid)) < open_files + 20


def list_files(pid: int) -> list[str]:
    """Return the descriptors that a process has open (Linux)."""
    return [path.name for path in Path(f"/proc/{pid}/fd").iterdir()]


@pytest.mark.long
def test_a_thousand_idle_web_sockets_cost_little_and_are_let_go(held: Server) -> None:
    before, open_files, log = memory_mb(held.pid), len(list_files(held.pid)), held.log()
    with ExitStack() as lines:
        for _ in range(1_000):
            lines.enter_context(line_to(held))
        runs_on(held)
        assert memory_mb(held.pid) - before < 250
    runs_on(held)
    # Of those that left, the latest 128 are kept for a moment, in case their readers come back.
    most, until = open_files + 4 * 130, time.monotonic() + 30
    while len(list_files(held.pid)) > most and time.monotonic() < until:
        time.sleep(0.2)
    assert len(list_files(held.pid)) <= most
    assert "Traceback" not in since(held, log)


def test_the_server_takes_as_many_descriptors_as_it_may() -> None:
    told = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -S -n 256; {sys.executable} -c '{ASK_LIMIT}'"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split()  # fmt: skip
    assert told[0] == "256"
    assert int(told[1]) > 1_024


ASK_LIMIT = """
import resource
from api.descriptors import allow_many_lines
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
allow_many_lines()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""
