"""Whether the server is ready for readers: what every page's map asks for first is made when the server starts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import Response

from api.sending import problem, send_json
from geo.atlas import atlas
from geo.view.parameters import EVERYTHING
from work import desk, job_of_file

_warmed: set[str] = set()
"""Hashes of the data whose layers are made."""


async def _make_layers() -> None:
    for name in atlas().layers:
        await desk().wait(job_of_file(name, "geojson", EVERYTHING), "map")
    _warmed.add(atlas().hash)


@asynccontextmanager
async def readiness() -> AsyncIterator[None]:
    """Make each layer whole while the server begins to answer; what is not made at its end is given up."""
    work = asyncio.create_task(_make_layers())
    try:
        yield
    finally:
        work.cancel()


def get_ready(_: Request) -> Response:
    """Answer 200 as soon as a first reader waits for nothing that could be made before, and 503 until then."""
    if atlas().hash not in _warmed:
        return problem(503, "the server has begun, and is not ready yet", headers={"Retry-After": "1"})
    return send_json({"status": "ready", "data": atlas().hash})
