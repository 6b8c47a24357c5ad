"""Two replicas behind nginx and behind Caddy with TLS, as ``deploy/`` has them, at the root and under a path."""

from __future__ import annotations

import json
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.client import HTTPSConnection
from pathlib import Path
from shutil import which
from typing import Any

import journeys
import pytest
from browsing import WatchedPage, open_page
from conftest import StartServer
from playwright.sync_api import Browser, Page, expect
from proxying import PROXIES, Proxy
from serving import Server
from websockets.sync.client import connect
from websockets.typing import Origin

pytestmark = [pytest.mark.slow, pytest.mark.addresses]

# Text of a notice that is cut, or that its ground does not bear: the colours are to differ as much as print does.
FAULTS = """(notice) => [...notice.querySelectorAll('h1, p, a')].filter((node) => {
  const lightness = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;
  const contrast = Math.abs(lightness(getComputedStyle(node).color) - lightness(getComputedStyle(notice).backgroundColor));
  return node.offsetParent && (node.scrollWidth > node.clientWidth + 1 && node.clientWidth || contrast < 0.4);
}).map((node) => node.textContent)"""

VIEW = "/?topic=military&basis=all&tab=table"
BASES = ("", "/islands")
EACH = [(name, base) for base in BASES for name in PROXIES]
only_nginx = pytest.mark.parametrize("site", [("nginx", base) for base in BASES], indirect=True)
"""For what Caddy does not do: it caches nothing, and counts nobody's requests."""


@dataclass
class Site:
    """A proxy with its two replicas."""

    proxy: Proxy
    replicas: list[Server]


def program(name: str) -> type[Proxy]:
    """Return what starts a proxy, or skip the test where its program is not."""
    found, proxy = PROXIES[name]
    if found() is None:
        pytest.skip(f"no {name} here")
    return proxy


def two(start_server: StartServer, base: str) -> list[Server]:
    """Start two replicas as the unit and the Compose file do."""
    known = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost"}
    return [start_server(base_path=base or None, extra_env=known) for _ in range(2)]


@contextmanager
def standing(start_server: StartServer, folder: Path, name: str) -> Iterator[Site]:
    """Start a proxy and two replicas of its own, and end them."""
    proxy = program(name)
    with ExitStack() as stack:
        replicas = [stack.enter_context(server) for server in two(start_server, "")]
        yield Site(stack.enter_context(proxy(folder, replicas)), replicas)


@pytest.fixture(scope="module")
def replicas(start_server: StartServer) -> Callable[[str], list[Server]]:
    """Give the two replicas of a base path, which stand behind one proxy after the other."""
    return cache(partial(two, start_server))


@pytest.fixture(scope="module", params=EACH, ids=[f"{name}{base}" for name, base in EACH])
def site(
    request: pytest.FixtureRequest,
    replicas: Callable[[str], list[Server]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    name, base = request.param
    proxy = program(name)
    behind = replicas(base)
    with proxy(tmp_path_factory.mktemp("proxy"), behind, base) as found:
        yield Site(found, behind)


def addresses(found: object) -> set[str]:
    """Return every absolute address in a document."""
    if isinstance(found, dict):
        return set[str]().union(*map(addresses, found.values()))
    if isinstance(found, list):
        return set[str]().union(*map(addresses, found))
    return {found} if isinstance(found, str) and found.startswith(("http://", "https://")) else set()


def test_every_link_is_of_the_proxy_over_tls_and_leads_somewhere(site: Site) -> None:
    every: set[str] = set()
    for path in (
        "/api/layers",
        "/ogc?f=json",
        "/ogc/collections?f=json",
        "/ogc/collections/events/items?f=json&limit=3",
    ):
        status, _, content = site.proxy.get(path)
        assert status == 200, path
        own = {link for link in addresses(json.loads(content)) if "localhost" in link}
        assert own, path
        assert {link for link in own if not link.startswith(f"{site.proxy.url}/")} == set()
        every |= own
    for link in sorted(every):
        assert site.proxy.get(link.removeprefix(site.proxy.url))[0] == 200, link


def test_plain_http_leads_to_tls_and_other_names_get_no_answer(site: Site) -> None:
    port = int(site.proxy.plain.rpartition(":")[2])
    for host in ("localhost", f"localhost:{port}", "evil.example"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(f"GET /a?b=c HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            answer = line.recv(4096).decode()
        # Whoever names another host is led to ours, or gets no answer; never to what was named.
        if host != "evil.example" or answer:
            assert " 301 " in answer
            assert f"Location: https://localhost:{site.proxy.port}/a?b=c\r\n" in answer
    with socket.create_connection(("127.0.0.1", site.proxy.port), timeout=10) as line, pytest.raises(ssl.SSLError):
        site.proxy.trusting().wrap_socket(line, server_hostname="evil.example")


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Forwarded-Proto"])
def test_what_a_client_writes_of_its_way_is_not_believed(site: Site, header: str) -> None:
    poison = {"Forwarded": "host=evil.example;proto=http", "X-Forwarded-Proto": "http"}.get(header, "evil.example")
    _, _, content = site.proxy.get("/ogc?f=json", {header: poison})
    assert b"evil.example" not in content
    assert b'"http://localhost' not in content


def test_an_address_that_is_asked_for_whole_decides_and_not_the_header_beside_it(site: Site) -> None:
    """What RFC 9112 says, section 3.2.2: else links of ours would bear the name that a stranger put into the header."""

    def asked(target: str, host: str) -> str:
        with ExitStack() as lines:
            line = lines.enter_context(socket.create_connection(("127.0.0.1", site.proxy.port), timeout=10))
            whole = lines.enter_context(site.proxy.trusting().wrap_socket(line, server_hostname="localhost"))
            whole.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: whole.recv(65_536), b"")).decode(errors="replace")

    path = f"{site.proxy.base}/sitemap.xml"
    ours = f"localhost:{site.proxy.port}"
    for target, host in (
        (f"https://{ours}{path}", "evil.example"),
        (f"https://{ours}{path}", f"evil.example:{site.proxy.port}"),
    ):
        told = asked(target, host)
        assert told.startswith("HTTP/1.1 200"), told[:200]
        assert "evil.example" not in told
        assert "https://localhost" in told
    # nginx hangs up; Caddy has nothing to say.
    assert asked(f"https://evil.example{path}", ours).partition("\r\n\r\n")[2] == ""
    assert f"https://{ours}{site.proxy.base}/" in asked(path, ours)


def test_a_replica_knows_the_maps_frame_before_a_page_ran_there(site: Site) -> None:
    for replica in site.replicas:
        path = "/component/streamlit_folium.st_folium/index.html"
        with socket.create_connection(("127.0.0.1", int(replica.origin.rpartition(":")[2])), timeout=10) as line:
            base = replica.url.removeprefix(replica.origin)
            line.sendall(f"GET {base}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            assert line.recv(64).startswith(b"HTTP/1.1 200"), replica.url


@only_nginx
def test_assets_and_data_come_from_the_cache_and_keep_their_tag(site: Site) -> None:
    for path in ("/api/layers/islands.geojson", "/ogc/collections/islands/items?f=json"):
        first, again = site.proxy.get(path), site.proxy.get(path)
        assert first[2] == again[2]
        tag = {"If-None-Match": first[1]["ETag"]}
        assert site.proxy.get(path, tag)[0] == 304
    # The form depends on what a client accepts: one's is not given to another.
    html = site.proxy.get("/ogc/collections", {"Accept": "text/html"})[1]["Content-Type"]
    plain = site.proxy.get("/ogc/collections", {"Accept": "application/json"})[1]["Content-Type"]
    assert (html.split(";")[0], plain) == ("text/html", "application/json")


@only_nginx
def test_who_asks_too_often_is_told_when_to_ask_again(site: Site, tmp_path: Path) -> None:
    with Proxy(tmp_path, site.replicas, site.proxy.base) as proxy, ThreadPoolExecutor(20) as threads:
        told = list(threads.map(lambda _: proxy.get_once("/api/layers")[:2], range(200)))
        # Who watches the replicas is not held up by what others ask.
        assert [proxy.get_once(f"/api/{name}")[0] for name in ("health", "ready")] == [200, 200]
    refused = [headers for status, headers in told if status != 200]
    assert {status for status, _ in told} == {200, 429}
    assert {headers["Retry-After"] for headers in refused} == {"5"}
    # What the atlas answers itself bears none.
    assert {headers["Retry-After"] for status, headers in told if status == 200} == {None}


def test_what_no_reader_needs_is_closed(site: Site) -> None:
    assert site.proxy.get("/_stcore/upload_file/a/b")[0] == 404
    assert site.proxy.get("/_stcore/metrics")[0] == 404
    assert site.proxy.get("/api/health")[1]["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("says_length", [True, False], ids=["length", "chunks"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "GET"])
def test_a_body_is_refused_by_an_answer_that_is_whole(site: Site, method: str, says_length: bool) -> None:
    """Whoever sends one takes no replica from others, and nobody is told that a replica is ill."""

    def told(path: str, parts: int) -> int:
        line = HTTPSConnection("localhost", site.proxy.port, timeout=30, context=site.proxy.trusting())
        with closing(line):
            body = b"x" * 1000 * parts if says_length else iter([b"x" * 1000] * parts)
            line.request(method, site.proxy.base + path, body, encode_chunked=not says_length)
            answer = line.getresponse()
            # One that comes cut is an error here.
            answer.read()
            return answer.status

    # What comes in chunks beside a plain GET passes as it is read, so a proxy may break it off behind the answer: short alone.
    sizes = (1,) if method == "GET" and not says_length else (1, 20)
    every = [(path, parts) for path in ("/api/health", "/", "/ogc") for parts in sizes for _ in range(8)]
    with ThreadPoolExecutor(2) as threads:
        statuses = set(threads.map(lambda asked: told(*asked), every))
    assert statuses <= ({200, 413, 429} if method == "GET" else {405, 413, 429})
    assert site.proxy.get("/api/health")[0] == 200


def test_a_websocket_passes_for_the_sites_own_pages_alone(site: Site) -> None:
    address = site.proxy.url.replace("https", "wss", 1) + "/_stcore/stream"
    origin = f"https://localhost:{site.proxy.port}"
    with connect(address, origin=Origin(origin), ssl=site.proxy.trusting()) as line:
        assert line.protocol.state.name == "OPEN"
    with pytest.raises(Exception, match=r"403|rejected"):
        connect(address, origin=Origin("https://evil.example"), ssl=site.proxy.trusting())


def test_a_client_that_sends_slowly_is_let_go(site: Site) -> None:
    lines = [socket.create_connection(("127.0.0.1", site.proxy.port), timeout=10) for _ in range(50)]
    trusting = site.proxy.trusting()
    halves = [trusting.wrap_socket(line, server_hostname="localhost") for line in lines]
    for line in halves:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    began = time.monotonic()
    for line in halves:
        line.settimeout(15)
        assert line.recv(64)[:12] in {b"", b"HTTP/1.1 408"}
        line.close()
    assert time.monotonic() - began < 14
    assert site.proxy.get("/api/health")[0] == 200


def test_ogrinfo_reads_the_live_layers_through_the_proxy(site: Site) -> None:
    if which("ogrinfo") is None:
        pytest.skip("no ogrinfo here")
    command = ["ogrinfo", "-ro", "-so", f"OAPIF:{site.proxy.url}/ogc", "events"]
    found = subprocess.run(
        # This name comes before CURL_CA_BUNDLE, and pyogrio writes it into the environment of a process that loads it.
        [*command, "--config", "GDAL_CURL_CA_BUNDLE", site.proxy.pem],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Feature Count: " in found.stdout, found.stderr


def open_view(browser: Browser, site: Site) -> WatchedPage:
    page = open_page(browser, viewport={"width": 1440, "height": 900}, ignore_https_errors=True)
    page.goto(site.proxy.url + VIEW)
    page.frame_locator(journeys.FRAME).locator(".atlas[data-ready=yes]").wait_for(timeout=60_000)
    return page


def pressed(page: Page) -> list[str]:
    return [str(node.get_attribute("data-option")) for node in page.locator('[data-option][aria-pressed="true"]').all()]


def test_the_page_works_through_the_proxy(browser: Browser, site: Site) -> None:
    page = open_view(browser, site)
    assert page.watch.failed == []
    assert page.watch.errors == []
    assert page.watch.other_hosts(site.proxy.url.removesuffix("/islands")) == []
    page.context.close()


@only_nginx
def test_behind_a_proxy_that_strips_websockets_the_page_says_what_is_wrong(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    stripped = {"proxy_set_header Upgrade $http_upgrade;": 'proxy_set_header Upgrade "";'}
    with Proxy(tmp_path, site.replicas, site.proxy.base, stripped) as proxy:
        pages = {}
        for theme, width in (("light", 1280), ("dark", 320)):
            view: Any = {"viewport": {"width": width, "height": 700}, "color_scheme": theme}
            pages[width] = open_page(browser, ignore_https_errors=True, **view)
            pages[width].goto(proxy.url)
        for width, page in pages.items():
            notice = page.get_by_role("alert").filter(has_text="websockets")
            expect(notice).to_be_visible(timeout=30_000)
            box = notice.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert page.evaluate(FAULTS, notice.element_handle()) == []
            for link in notice.get_by_role("link").all():
                path = str(link.get_attribute("href")).removeprefix(proxy.base)
                assert proxy.get(path)[0] == 200, path
            page.context.close()


@pytest.mark.parametrize("name", PROXIES)
def test_readers_go_on_when_a_replica_is_killed(
    browser: Browser, start_server: StartServer, tmp_path: Path, name: str
) -> None:
    with standing(start_server, tmp_path, name) as site:
        pages = [open_view(browser, site) for _ in range(2)]
        before = pressed(pages[0])
        assert "topic.military" in before
        # By its name as a program one of the two has all these sessions; whichever it is, readers go on when both went once.
        for number in (0, 1):
            site.replicas[number].kill()
            for page in pages:
                option = page.locator('[data-option="layer.islands"]')
                was = option.get_attribute("aria-pressed")
                option.click()
                # It shows as pressed before the answer comes; the address is written by the answer.
                there, address = was == "true", re.compile("layer=islands")
                if there:
                    expect(page).not_to_have_url(address, timeout=60_000)
                else:
                    expect(page).to_have_url(address, timeout=60_000)
                expect(option).to_have_attribute("aria-pressed", str(not there).lower())
                expect(page.locator("#no-connection")).to_have_count(0)
            if not number:
                site.replicas[0].start_again()
        for page in pages:
            assert pressed(page) == before
        for page in pages:
            page.context.close()
