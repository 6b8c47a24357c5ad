"""The page's style sheet in its document: to which it is added, and that nothing of the old document's validators is left."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from api import PageStyle

OLD = "<html><head><title>x</title></head><body>é</body></html>"
ADDED = "<style>p{}</style>"


def page(request: Request) -> Response:
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(gzip.compress(OLD.encode()), media_type="text/html", headers={"content-encoding": "gzip"})
    if request.headers.get("if-none-match"):
        return Response(status_code=304)
    return HTMLResponse(OLD, headers={"etag": '"old"', "last-modified": "now", "accept-ranges": "bytes"})


async def parts(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (OLD[:20], OLD[20:25], OLD[25:]):
            yield piece.encode()

    return StreamingResponse(pieces(), media_type="text/html; charset=utf-8")


@pytest.fixture
def served() -> TestClient:
    routes = [
        Route("/", page),
        Route("/parts", parts),
        Route("/data", lambda _: JSONResponse({"a": "</body>"})),
        Route("/ogc", lambda _: HTMLResponse(OLD)),
        Route("/bare", lambda _: HTMLResponse("no body")),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(PageStyle, style=ADDED)]))


@pytest.mark.parametrize("path", ["/", "/parts"])
def test_it_stands_at_the_end_of_the_body(served: TestClient, path: str) -> None:
    answer = served.get(path, headers={"accept-encoding": "gzip", "if-none-match": '"old"'})
    assert answer.text == OLD.replace("</body>", f"{ADDED}</body>")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert not {"etag", "last-modified", "accept-ranges", "content-encoding"} & {*answer.headers}


@pytest.mark.parametrize("path", ["/data", "/ogc", "/bare", "/nothing"])
def test_what_is_no_page_stays_as_it_is(served: TestClient, path: str) -> None:
    assert ADDED not in served.get(path).text


def test_a_request_for_the_head_alone_has_no_wrong_length(served: TestClient) -> None:
    assert "content-length" not in served.head("/").headers
