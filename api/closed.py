"""Doors of Streamlit's server that this page does not use: they are shut before anything is read."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.sending import problem

UPLOADS = "/_stcore/upload_file"
HEALTH = ("/_stcore/health", "/api/health", "/api/ready")
"""What tells that the server is up or ready: whoever watches it may know it by an address alone, and no link is in the answer."""
TEXT_REFUSED = 1003
"""The close code of a web socket for data of a kind that is not taken (RFC 6455, section 7.4.1)."""


class ClosedDoors:
    """ASGI middleware that answers uploads with 404, as nothing on the page takes a file, and listens at web sockets.

    One that sends text is ended; what others send goes on as far as it is sound.

    Streamlit would keep what is uploaded, widget or none, as long as the session lives; and it would write a trace into the log
    for each text, where its own browsers send bytes alone.

    Parameters
    ----------
    app
        The application behind.
    sound
        Returns the sound part of what came over a web socket.
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    """

    def __init__(self, app: ASGIApp, sound: Callable[[bytes], bytes], base: str = "") -> None:
        self._app, self._sound, self._uploads = app, sound, base + UPLOADS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what does not come to a door that is shut."""
        if scope["type"] == "http" and scope["path"].startswith(self._uploads):
            # What is still on its way is not read: the connection ends with the answer.
            await problem(404, "nothing is uploaded here", headers={"Connection": "close"})(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, self._heard(receive, send), send)
        else:
            await self._app(scope, receive, send)

    def _heard(self, receive: Receive, send: Send) -> Receive:
        """Return how a web socket is heard, on which a text is the end."""

        async def hear() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if message.get("bytes") is None:
                await send({"type": "websocket.close", "code": TEXT_REFUSED})
                return {"type": "websocket.disconnect", "code": TEXT_REFUSED}
            return {**message, "bytes": self._sound(message["bytes"])}

        return hear


_HOST = re.compile(rb"(?=.{1,255}$)([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?", re.DOTALL)
"""A name or an address, and a port (RFC 9110, section 7.2)."""


class KnownHosts(TrustedHostMiddleware):
    """ASGI middleware that answers 400 where the host asked for is none of ours: no link and no cached page bears a stranger's.

    Streamlit itself holds only web sockets to its setting ``server.allowedHosts``; this holds every answer to it. What cannot be
    the name of a host is refused whatever is allowed.

    Parameters
    ----------
    app
        The application behind.
    allowed
        Names of hosts; one that begins with ``*.`` stands for all below it. With none, every host is ours.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str] = ()) -> None:
        super().__init__(app, allowed_hosts=[*allowed] or ["*"], www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked of a host of ours, and whether the server is up."""
        if scope["type"] == "http" and scope["path"].endswith(HEALTH):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and not all(
            _HOST.fullmatch(value) for name, value in scope["headers"] if name == b"host"
        ):
            await problem(400, "the name of the host is none")(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _NoTrace(logging.Filter):
    """Leaves the trace out of what is logged: of a frame that cannot be read it tells nothing, and anybody may send thousands."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line alone."""
        record.exc_info = record.exc_text = None
        return True


def log_no_traces_of_frames() -> None:
    """Let a broken frame of a web socket be one line in the log."""
    logging.getLogger("streamlit.web.server.starlette.starlette_websocket").addFilter(_NoTrace())
