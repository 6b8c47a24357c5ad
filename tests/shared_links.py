"""What a shared link is read by: our middleware in this process, views of all kinds, and a reader of heads."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import api

DOCUMENT = "<!doctype html><html><head><title>Streamlit</title></head><body></body></html>"

VIEWS = (
    "",
    "fact=p06-offer",
    "basis=all&fact=c-drill-oct",
    "fact=p01-titles",
    "place=etorofu-iturup",
    "place=vladivostok&basis=all",
    "place=japan",
    "step=h",
    "step=p06",
    "period=from-1875",
    "period=today",
    "topic=military",
    "topic=military&from=2018&to=2018-09",
    "q=treaty",
    "q=択捉",
    "said_by=abe&undated=only",
    "evidence=contradicted",
    "claims=russia",
    "lat=43.8&lon=146.7&zoom=9",
    "overlay=aegis&basis=all",
    "article=cnbc-2018-09-12&layer=events",
)
"""Queries of views of all kinds."""


class Head(HTMLParser):
    """What a document's head says, by name: each tag that may stand once, with how often it does."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.hrefs: list[str] = []
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.attributes |= set(told)
        self.hrefs += [told[name] for name in ("href", "src") if name in told and tag != "link"]
        self._in = tag if tag == "title" or told.get("type") == "application/ld+json" else ""
        if tag == "meta" and (name := told.get("property") or told.get("name")):
            self._say(name, told["content"])
        if tag == "link" and (rel := told["rel"]) in {"canonical", "alternate"}:
            self._say(rel if rel == "canonical" else told["type"], told["href"])

    def handle_data(self, data: str) -> None:
        if self._in:
            self._say("title" if self._in == "title" else "ld", data)

    def handle_endtag(self, _: str) -> None:
        self._in = ""

    def _say(self, name: str, text: str) -> None:
        self.said[name] = text
        self.counts[name] += 1

    @property
    def linked(self) -> dict[str, Any]:
        """What machines read."""
        found: dict[str, Any] = json.loads(self.said["ld"])
        return found


def application(base: str = "") -> Starlette:
    """Return our middleware before a document such as Streamlit's."""

    def document(_: Request) -> HTMLResponse:
        return HTMLResponse(DOCUMENT)

    return Starlette(
        routes=[Route(f"{base}/{{rest:path}}", document)],
        middleware=[
            Middleware(api.SecurityHeaders, base=base),
            Middleware(api.Ahead, routes=api.routes(base), base=base),
            Middleware(
                api.PageStyle, style="<style></style>", base=base, head=api.PageHead(base), missing=api.no_page(base)
            ),
        ],
    )


def client(base: str = "") -> TestClient:
    """Return a client of the application at ``http://atlas.example``."""
    return TestClient(application(base), base_url=f"http://atlas.example{base}/")
