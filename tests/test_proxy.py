"""Behind a proxy that ends TLS, links are https: on the address of a plain start, and for trusted machines alone."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import StartServer
from loops import elsewhere
from serving import Server
from starlette.types import Receive, Scope, Send

from api.proxy import SETTING, ForwardedScheme

pytestmark = pytest.mark.slow

PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7", "Host": "atlas.example"}


@pytest.fixture(scope="module")
def plain(start_server: StartServer) -> Iterator[Server]:
    """Give a server that was told no address to listen on, as ``streamlit run app.py`` is not."""
    with start_server(options={"server.address": ""}) as server:
        yield server


def ask(server: Server, address: str, path: str, headers: dict[str, str]) -> Any:
    """Return the JSON that a proxy gets, which comes to the server at one of this machine's addresses."""
    line = http.client.HTTPConnection(address, int(server.origin.rpartition(":")[2]), timeout=20)
    line.request("GET", path, headers={"Accept": "application/json", **headers})
    with line.getresponse() as answer:
        found = json.loads(answer.read())
    line.close()
    return found


def origins(found: Any) -> set[str]:
    """Return scheme and host of every address in a document."""
    if isinstance(found, dict):
        return set[str]().union(*map(origins, found.values()))
    if isinstance(found, list):
        return set[str]().union(*map(origins, found))
    is_address = isinstance(found, str) and found.startswith(("http://", "https://"))
    return {"/".join(found.split("/")[:3])} if is_address else set()


def outward() -> str | None:
    """Return an address of this machine by which others know it, or ``None`` where it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if found.startswith("127.") else found


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.5", "::1"])
def test_links_are_https_behind_a_proxy_on_this_machine(plain: Server, address: str) -> None:
    try:
        found = [ask(plain, address, path, PROXY) for path in ("/ogc", "/ogc/collections", "/api/layers", "/api/none")]
    except OSError as error:
        pytest.skip(f"{address} is no address of this machine: {error}")
    for document in found:
        assert "https://atlas.example" in origins(document)
        assert "http://atlas.example" not in origins(document)
    assert "http://atlas.example" in origins(ask(plain, address, "/ogc", {"Host": "atlas.example"}))


def test_a_machine_elsewhere_is_not_believed(plain: Server) -> None:
    address = outward()
    if address is None:
        pytest.skip("this machine has no address but its own")
    assert "https://atlas.example" not in origins(ask(plain, address, "/ogc", PROXY))
    assert "https://atlas.example" not in origins(
        ask(plain, address, "/ogc", PROXY | {"X-Forwarded-For": "::ffff:127.0.0.1"})
    )


def scheme_of(peer: str | None, said: list[str], kind: str = "http", scheme: str = "http") -> str:
    """Return the scheme that the routes see of a request from a peer."""
    seen: list[str] = []

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        seen.append(scope["scheme"])

    async def nothing(*_: Any) -> Any:
        raise AssertionError("no message is sent or received")

    headers = [(b"x-forwarded-proto", text.encode()) for text in said]
    scope = {"type": kind, "client": (peer, 5) if peer else None, "scheme": scheme, "headers": headers}
    elsewhere(ForwardedScheme(app)(scope, nothing, nothing))
    return seen[0]


@pytest.mark.parametrize(
    ("setting", "peer", "trusted"),
    [
        (None, "127.0.0.1", True),
        (None, "127.1.2.3", True),
        (None, "::1", True),
        (None, "0:0:0:0:0:0:0:1", True),
        (None, "::ffff:127.0.0.1", True),
        (None, "::ffff:7f00:1", True),
        (None, "10.0.0.1", False),
        (None, "::ffff:10.0.0.1", False),
        (None, "::7f00:1", False),
        (None, "2001:db8::1", False),
        (None, "127.0.0.1.evil.example", False),
        (None, "localhost", False),
        (None, "", False),
        (None, None, False),
        ("10.0.0.1, 192.168.0.0/16", "::ffff:10.0.0.1", True),
        ("10.0.0.1, 192.168.0.0/16", "::ffff:192.168.7.9", True),
        ("10.0.0.1, 192.168.0.0/16", "127.0.0.1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("::ffff:10.0.0.0/104", "10.200.0.1", True),
        ("::ffff:10.0.0.0/104", "11.0.0.1", False),
        ("2001:db8::/32", "2001:db8::5", True),
        ("*", "198.51.100.4", True),
        ("", "127.0.0.1", False),
        ("nonsense,10.0.0.1/8,1.2.3.4/99", "10.0.0.1", False),
    ],
)
def test_who_is_believed(setting: str | None, peer: str | None, trusted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if setting is None:
        monkeypatch.delenv(SETTING, raising=False)
    else:
        monkeypatch.setenv(SETTING, setting)
    assert scheme_of(peer, ["https"]) == ("https" if trusted else "http")


@pytest.mark.parametrize(
    ("said", "kind", "scheme"),
    [
        ([], "http", "http"),
        (["https"], "http", "https"),
        (["wss"], "http", "https"),
        (["https"], "websocket", "wss"),
        (["http", "https"], "http", "https"),
        (["HTTPS"], "http", "https"),
        (["javascript"], "http", "http"),
        (["https, http"], "http", "http"),
        (["http, https"], "http", "https"),
        (["https,https"], "http", "https"),
    ],
)
def test_what_is_taken(said: list[str], kind: str, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert scheme_of("127.0.0.1", said, kind, "ws" if kind == "websocket" else "http") == scheme
