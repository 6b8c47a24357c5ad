"""The watch on a page must see what goes wrong: here everything does, on a small server of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from browsing import WatchedPage
from journeys import until

PAGE = b"""<!doctype html><title>faults</title><img src="/missing.png"><img src="http://elsewhere.example/x.png">
<script>console.error("said aloud"); setTimeout(() => { throw new Error("thrown"); });</script>"""


class Faulty(BaseHTTPRequestHandler):
    """Serves one page whose every part is at fault."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the name of the first parameter is the base class's."""


@pytest.fixture
def origin() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Faulty) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_every_fault_is_seen(page: WatchedPage, origin: str) -> None:
    page.goto(origin, wait_until="load")
    # What was thrown last is told last.
    assert until(page, lambda: "thrown" in page.watch.errors, True)
    assert page.watch.other_hosts(origin) == ["http://elsewhere.example/x.png"]
    assert any("ERR_NAME_NOT_RESOLVED http://elsewhere.example/x.png" in line for line in page.watch.failed)
    assert f"404 {origin}/missing.png" in page.watch.failed
    assert any("said aloud" in line for line in page.watch.errors)
