"""HTTP by RFC 9110 and 9111: one table of requests and what they get, run at every address, at the root and under a base path."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from addresses import ALL, MOMENTARY, ONE_OF_EACH, SCRIPTS
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.testclient import TestClient

import api
from api.ahead import PLACES
from work.desk import Desk
from work.limits import DOORS
from work.tasks import TASKS

pytestmark = pytest.mark.slow

BASES = ("", "/under/here")
READ = "GET, HEAD, OPTIONS"
PRESENT = {"/api/health", "/api/ready"}
"""Momentary addresses at which there is something."""


class Case(NamedTuple):
    """A request and what it gets.

    In headers, ``{tag}`` is the strong tag of the plain bytes, ``{gzip}`` that of those by gzip, ``{size}`` and ``{last}`` how
    many plain bytes there are and the position of the last one. ``part`` is which of the plain bytes come, ``coded`` whether
    by gzip.
    """

    why: str
    headers: dict[str, str]
    status: int
    part: slice = slice(None)
    coded: bool | None = None
    method: str = "GET"


WHOLE, NONE = slice(None), slice(0, 0)
PLAIN = {"Accept-Encoding": "identity"}
CASES = (
    Case("nothing is asked for", {}, 200, coded=False),
    Case("12.5.3: an empty list is plain bytes alone", {"Accept-Encoding": ""}, 200, coded=False),
    Case("12.5.3: gzip is taken", {"Accept-Encoding": "gzip"}, 200, coded=True),
    Case("8.4.1.3: x-gzip is gzip", {"Accept-Encoding": "x-gzip"}, 200, coded=True),
    Case("8.4.1: names have no case", {"Accept-Encoding": "GZip"}, 200, coded=True),
    Case("12.5.3: any is taken", {"Accept-Encoding": "*"}, 200, coded=True),
    Case("12.5.3: gzip is refused", {"Accept-Encoding": "gzip;q=0"}, 200, coded=False),
    Case("12.4.2: a weight of nought in full", {"Accept-Encoding": "gzip; q=0.000, zstd"}, 200, coded=False),
    Case("12.5.3: gzip is refused, all else is not", {"Accept-Encoding": "*, gzip;q=0"}, 200, coded=True),
    Case("12.5.3: brotli is taken", {"Accept-Encoding": "br"}, 200, coded=True),
    Case("12.5.3: brotli is refused", {"Accept-Encoding": "br;q=0, gzip;q=0, *"}, 200, coded=False),
    Case("12.5.3: no coding but an unknown one", {"Accept-Encoding": "br;q=0, gzip;q=0, zstd"}, 200, coded=False),
    Case("12.4.2: plain is liked better", {"Accept-Encoding": "gzip;q=0.5, identity"}, 200, coded=False),
    Case("12.4.2: gzip is liked better", {"Accept-Encoding": "gzip, identity;q=0.5"}, 200, coded=True),
    Case("12.5.3: only others are named", {"Accept-Encoding": "zstd, compress"}, 200, coded=False),
    Case("12.5.3: neither is taken", {"Accept-Encoding": "identity;q=0, gzip;q=0"}, 406),
    Case("12.5.3: nothing is taken", {"Accept-Encoding": "*;q=0"}, 406),
    Case("13.1.2: known", {**PLAIN, "If-None-Match": "{tag}"}, 304, NONE),
    Case("8.8.3.2: known, compared weakly", {**PLAIN, "If-None-Match": "W/{tag}"}, 304, NONE),
    Case("13.1.2: any is known", {**PLAIN, "If-None-Match": "*"}, 304, NONE),
    Case("13.1.2: one of several", {**PLAIN, "If-None-Match": '"a,b", W/"c" ,{tag}'}, 304, NONE),
    Case("13.1.2: known by HEAD", {**PLAIN, "If-None-Match": "{tag}"}, 304, NONE, method="HEAD"),
    Case("13.1.2: another", {**PLAIN, "If-None-Match": '"other"'}, 200),
    Case("8.8.3.3: each encoding has its tag", {"Accept-Encoding": "gzip", "If-None-Match": "{gzip}"}, 304, NONE),
    Case("13.1.1: the one that is meant", {**PLAIN, "If-Match": "{tag}"}, 200),
    Case("13.1.1: any", {**PLAIN, "If-Match": "*"}, 200),
    Case("13.1.1: another is meant", {**PLAIN, "If-Match": '"other"'}, 412),
    Case("13.1.1: compared strongly", {**PLAIN, "If-Match": "W/{tag}"}, 412),
    Case("13.2.2: If-Match goes first", {**PLAIN, "If-Match": '"other"', "If-None-Match": "{tag}"}, 412),
    Case("13.1.3: no day is given, so none counts", {"If-Modified-Since": "Wed, 01 Jan 2031 00:00:00 GMT"}, 200),
    Case("13.1.4: no day is given, so none counts", {"If-Unmodified-Since": "Wed, 01 Jan 2014 00:00:00 GMT"}, 200),
    Case("14.1.2: the first bytes", {"Range": "bytes=0-3"}, 206, slice(0, 4)),
    Case("14.1.2: from one on", {"Range": "bytes=4-"}, 206, slice(4, None)),
    Case("14.1.2: the last bytes", {"Range": "bytes=-5"}, 206, slice(-5, None)),
    Case("14.1.2: more than there are, from the end", {"Range": "bytes=-99999999999"}, 206, WHOLE),
    Case("14.1.2: more than there are", {"Range": "bytes=5-99999999999"}, 206, slice(5, None)),
    Case("14.1.2: the last byte", {"Range": "bytes={last}-"}, 206, slice(-1, None)),
    Case("14.1: units have no case", {"Range": "BYTES=0-0"}, 206, slice(0, 1)),
    Case("15.5.17: behind the end", {"Range": "bytes={size}-"}, 416),
    Case("14.2: another unit is passed over", {"Range": "lines=1-2"}, 200),
    Case("14.1.1: turned about, it is no range", {"Range": "bytes=9-5"}, 200),
    Case("14.1.1: nothing is no range", {"Range": "bytes=-"}, 200),
    Case("14.1.1: what is no number is no range", {"Range": "bytes=one-two"}, 200),
    Case("14.2: several may be passed over", {"Range": "bytes=0-1,4-5"}, 200),
    Case("14.2: of HEAD there is no part", {"Range": "bytes=0-3"}, 200, method="HEAD"),
    Case("14.2: parts are of plain bytes", {"Accept-Encoding": "gzip", "Range": "bytes=0-3"}, 206, slice(0, 4)),
    Case(
        "14.2: where plain is refused the whole comes",
        {"Accept-Encoding": "gzip, identity;q=0", "Range": "bytes=0-3"},
        200,
    ),
    Case("13.1.5: a part of the same", {"Range": "bytes=0-3", "If-Range": "{tag}"}, 206, slice(0, 4)),
    Case("13.1.5: of another the whole", {"Range": "bytes=0-3", "If-Range": '"other"'}, 200),
    Case("13.1.5: a weak tag never meets", {"Range": "bytes=0-3", "If-Range": "W/{tag}"}, 200),
    Case("13.1.5: nor does the tag of other bytes", {"Range": "bytes=0-3", "If-Range": "{gzip}"}, 200),
    Case("13.1.5: nor a day", {"Range": "bytes=0-3", "If-Range": "Wed, 01 Jan 2014 00:00:00 GMT"}, 200),
    Case("13.1.5: without a range it says nothing", {"If-Range": '"other"'}, 200),
    Case("13.2.2: known goes before a part", {"If-None-Match": "{tag}", "Range": "bytes=0-3"}, 304, NONE),
    Case("13.2.2: known goes before no such part", {"If-None-Match": "{tag}", "Range": "bytes={size}-"}, 304, NONE),
)


@pytest.fixture(scope="module", params=BASES, ids=["root", "under"])
def served(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    base = request.param
    ahead = Middleware(api.Ahead, routes=api.routes(base, SCRIPTS), base=base)
    app = Starlette(middleware=[Middleware(api.SecurityHeaders, base=base), ahead])
    with TestClient(app, base_url=f"http://testserver{base}/", raise_server_exceptions=False) as made:
        # What a client adds by itself is not asked for here.
        del made.headers["accept-encoding"]
        yield made


@pytest.mark.parametrize("address", ONE_OF_EACH)
def test_the_table_holds_at_every_address(served: TestClient, address: str) -> None:
    path = address[1:]
    plain = served.get(path, headers=PLAIN)
    tag, whole = plain.headers["etag"], plain.content
    known = {"{tag}": tag, "{gzip}": f'{tag[:-1]}-gzip"', "{size}": str(len(whole)), "{last}": str(len(whole) - 1)}
    packed = "content-encoding" not in served.get(path, headers={"Accept-Encoding": "gzip"}).headers
    for case in CASES:
        if packed and "{gzip}" in case.headers.get("If-None-Match", ""):
            continue
        check(served, path, case, filled(case, known), whole, packed=packed)


def filled(case: Case, known: dict[str, str]) -> dict[str, str]:
    """Return a case's headers with what is known of the document in them."""
    found = dict(case.headers)
    for sign, value in known.items():
        found = {name: text.replace(sign, value) for name, text in found.items()}
    return found


def check(served: TestClient, path: str, case: Case, headers: dict[str, str], whole: bytes, *, packed: bool) -> None:
    """Compare what a case gets with what it is to get."""
    told = served.request(case.method, path, headers=headers)
    assert told.status_code == case.status, case
    assert told.headers["access-control-allow-origin"] == "*", case
    assert "x-content-type-options" in told.headers, case
    if case.coded is not None:
        assert ("content-encoding" in told.headers) == (case.coded and not packed), case
    if case.status == 416:
        assert told.headers["content-range"] == f"bytes */{len(whole)}", case
    if case.status < 400:
        assert "Accept-Encoding" in told.headers["vary"], case
        assert told.headers["etag"].startswith('"'), case
        assert told.headers["cache-control"] in {"no-cache", "public, max-age=31536000, immutable"}, case
        wanted = b"" if case.method == "HEAD" else whole[case.part]
        assert told.content == wanted, case
    else:
        assert told.headers["content-type"] == "application/json", case
        assert told.json()["error"], case
    if case.status == 206:
        first, last, size = case.part.indices(len(whole))[0], case.part.indices(len(whole))[1] - 1, len(whole)
        assert told.headers["content-range"] == f"bytes {first}-{last}/{size}", case


@pytest.mark.parametrize("address", ALL)
def test_every_address_answers_every_method(served: TestClient, address: str) -> None:
    path = address[1:]
    got, head = (served.request(method, path, headers=PLAIN) for method in ("GET", "HEAD"))
    assert (head.status_code, dict(head.headers)) == (got.status_code, dict(got.headers))
    assert head.content == b""
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "Range",
    }
    told = served.options(path, headers=asked)
    assert (told.status_code, told.headers["allow"], told.content) == (204, READ, b"")
    assert told.headers["access-control-allow-methods"] == READ
    assert {"Range", "If-Range", "If-None-Match"} <= set(told.headers["access-control-allow-headers"].split(", "))
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "DANCE"):
        refused = served.request(method, path)
        assert (refused.status_code, refused.headers["allow"]) == (405, READ)
        assert refused.headers["content-type"] == "application/json"
    for answer in (got, told, refused):
        assert answer.headers["access-control-allow-origin"] == "*"
        exposed = set(answer.headers["access-control-expose-headers"].split(", "))
        assert {"ETag", "Content-Range", "Accept-Ranges", "Content-Disposition", "Retry-After"} <= exposed


@pytest.mark.parametrize("address", ONE_OF_EACH)
def test_a_slash_too_many_leads_to_the_address(served: TestClient, address: str) -> None:
    path, mark, query = address[1:].partition("?")
    if path.endswith("/"):
        return
    told = served.get(f"{path}/{mark}{query}", follow_redirects=False)
    if path == "ogc" or path.startswith("assets/"):
        # The landing page stands at both; addresses of assets are written by us alone.
        assert told.status_code == (200 if path == "ogc" else 404)
        return
    assert told.status_code == 308
    # Relative, so that it holds behind a proxy that takes a part of the path away.
    assert told.headers["location"].startswith("../")
    assert told.next_request is not None
    assert served.get(str(told.next_request.url)).content == served.get(address[1:]).content
    assert served.get(f"{path}//{mark}{query}", follow_redirects=False).status_code == 404


def test_where_nothing_is_a_slash_leads_nowhere(served: TestClient) -> None:
    for absent in (address for found in MOMENTARY.values() for address in found if address not in PRESENT):
        assert served.get(f"{absent[1:]}/").status_code == 404


def fail(*_: object, **__: object) -> Any:
    raise RuntimeError("a secret of the server")


@pytest.mark.parametrize("address", ALL)
def test_what_goes_wrong_is_told_in_json_with_all_headers(
    served: TestClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.answering.Address._read", fail)
    check_fault(served, address[1:])


def test_what_goes_wrong_where_it_is_made_is_told_too(served: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for task in TASKS:
        monkeypatch.setitem(TASKS, task, fail)
    for path in ("layers/events.csv?topic=history", "atlas.zip?topic=history", "picture.pdf?size=square&dpi=73"):
        check_fault(served, f"api/{path}")
    check_fault(served, "ogc/collections/events/items?limit=7")


def check_fault(served: TestClient, path: str) -> None:
    told = served.get(path)
    assert (told.status_code, told.headers["content-type"]) == (500, "application/json")
    assert told.json()["error"]
    assert "secret" not in told.text
    for header in ("content-security-policy", "x-frame-options", "referrer-policy", "access-control-allow-origin"):
        assert header in told.headers


def test_where_too_much_is_asked_for_it_says_when_to_come_again(
    served: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Desk(doors={name: replace(door, at_work=0, waiting=0) for name, door in DOORS.items()})
    for module in ("routes", "pictures", "ogc"):
        monkeypatch.setattr(sys.modules[f"api.{module}"], "desk", lambda: full)
    refused = 0
    for address in ONE_OF_EACH:
        told = served.get(address[1:])
        if told.status_code != 200:
            refused += 1
            assert (told.status_code, told.headers["content-type"]) == (503, "application/json")
            assert 0 < int(told.headers["retry-after"]) <= 60
            assert told.headers["access-control-allow-origin"] == "*"
    # Two files of a layer, two of all, two pictures, and a page of features.
    assert refused == 7


def test_every_place_of_ours_is_answered_ahead() -> None:
    assert {f"/{route.path.split('/')[1]}" for route in api.routes("", SCRIPTS) if isinstance(route, Route)} == set(
        PLACES
    )


def test_a_fault_of_the_page_itself_has_the_headers_too() -> None:
    app = Starlette(routes=[Route("/", fail)], exception_handlers={Exception: api.fault_of_page()})
    told = TestClient(app, raise_server_exceptions=False).get("/")
    assert (told.status_code, told.headers["content-type"]) == (500, "application/json")
    assert "script-src" in told.headers["content-security-policy"]
    assert "secret" not in told.text
