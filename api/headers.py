"""Security headers on every response, Streamlit's included."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answering import lies_under
from api.ogc_html import STYLE_HASH
from api.reading import PLACES as READING
from geo.errors import SettingError
from reading import STYLE_HASH as READING_STYLE
from web.hashes import source_hash

TILES = "https://tile.openstreetmap.org"
"""The one host outside ours that a page may ask, and only the map's frame, when the reader picks online tiles."""

_COMMON = {
    "default-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self' data:",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
}
# streamlit-folium writes the map's script into the frame and runs each applied state through eval: measured, the map
# stays blank without either. The frame holds no text from outside as code: see docs/decisions.
FRAME = _COMMON | {"script-src": "'self' 'unsafe-inline' 'unsafe-eval'", "img-src": f"'self' data: {TILES}"}
DATA = {"default-src": "'none'", "frame-ancestors": "'none'"}
OGC = DATA | {"style-src": f"'{STYLE_HASH}'", "base-uri": "'none'", "form-action": "'none'"}
"""The pages under ``/ogc``: their one style by its hash, and nothing else."""
LEAF = OGC | {"style-src": f"'{READING_STYLE}'", "img-src": "'self'"}
"""The pages that read without scripts: their one style by its hash, and pictures of ours. What they say as JSON-LD is data."""
DRAWING = DATA | {"style-src": "'unsafe-inline'", "img-src": "data:"}
"""An SVG opened by itself: its colours are style attributes, its ground stands in it as pictures, and it holds no script."""


@cache
def page() -> dict[str, str]:
    """Return the directives of Streamlit's page: its one inline script by hash, and components' scripts, which are blobs."""
    spec = find_spec("streamlit")
    index = Path(spec.origin).parent / "static" / "index.html" if spec and spec.origin else None
    text = index.read_text(encoding="utf-8") if index and index.is_file() else ""
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", text, flags=re.DOTALL)
    return _COMMON | {"script-src": " ".join(["'self'", "blob:", *(f"'{source_hash(script)}'" for script in inline)])}


def policy(directives: Mapping[str, str]) -> str:
    """Return directives as the value of a Content-Security-Policy header.

    Parameters
    ----------
    directives
        Sources allowed, separated by spaces, by the name of the directive (W3C, Content Security Policy Level 3).
    """
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def ancestors() -> str:
    """Return who may show the page in a frame: ourselves, and the origins in the setting ``ATLAS_FRAME_ANCESTORS``.

    The setting is a list of origins with spaces between, such as ``https://news.example https://school.example``, or ``*``.

    Raises
    ------
    geo.errors.SettingError
        Something in the setting is no origin.
    """
    given = os.environ.get("ATLAS_FRAME_ANCESTORS", "").split()
    for origin in given:
        if not re.fullmatch(r"\*|https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?", origin):
            raise SettingError(
                f"ATLAS_FRAME_ANCESTORS: '{origin}' is no origin such as https://news.example, and not *"
            )
    return " ".join(["'self'", *given])


class Policies:
    """Says which security headers an answer gets.

    Parameters
    ----------
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.

    Raises
    ------
    geo.errors.SettingError
        The setting ``ATLAS_FRAME_ANCESTORS`` holds what is no origin (:func:`ancestors`).
    """

    def __init__(self, base: str = "") -> None:
        self._base, self._ancestors = base, ancestors()

    def headers(self, path: str) -> dict[str, str]:
        """Return the headers of the answer at an address's path, base path included."""
        framed = {"X-Frame-Options": "SAMEORIGIN"} if self._ancestors == "'self'" else {}
        return framed | {
            "Content-Security-Policy": policy(self._directives(path)),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    def _directives(self, path: str) -> Mapping[str, str]:
        path = path.removeprefix(self._base)
        if path == "/api/picture.svg":
            return DRAWING
        if path.startswith("/api/"):
            return DATA
        if lies_under(path, "/ogc"):
            return OGC
        if any(lies_under(path, place) for place in READING):
            return LEAF
        directives = FRAME if path.startswith("/component/streamlit_folium.") else page()
        return directives | {"frame-ancestors": self._ancestors}


class SecurityHeaders:
    """ASGI middleware that adds the headers.

    Parameters
    ----------
    app
        The application whose responses get the headers.
    base
        As for :class:`Policies`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._policies = app, Policies(base)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        added = self._policies.headers(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(added)
            await send(message)

        await self._app(scope, receive, send_with_headers)
