"""Files of our own: the bundled land, and the assets and scripts that pages are made of."""

from __future__ import annotations

import mimetypes
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from api.answering import Answer
from api.sending import problem, send
from geo.export.documents import Document
from geo.export.geojson_file import MEDIA_TYPE
from geo.paths import LAND as FOLDER_OF_LAND
from web.assets import asset_files, asset_hash

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
LAND = {path.stem: path for path in sorted(FOLDER_OF_LAND.glob("land_*.geojson"))}
"""The bundled land that the map lies on. It belongs to the map, so it stays the same whatever folder the data are from."""


@lru_cache(maxsize=64)
def _file(path: Path) -> Document:
    """Return a file of ours, which stays the same as long as this process lives."""
    return Document.of(path.read_bytes())


def get_land(request: Request) -> Response:
    """Answer with a file of bundled land.

    Parameters
    ----------
    request
        ``name`` in its path is one of :data:`LAND`. The file is GeoJSON (RFC 7946): degrees in WGS 84, lon lat.
    """
    path = LAND.get(request.path_params["name"])
    if path is None:
        return problem(404, f"no such land: there are {', '.join(LAND)}")
    return send(request, _file(path), {"Content-Type": MEDIA_TYPE})


def _kind(path: Path) -> str:
    """Return a file's media type. What a machine's own tables may lack stands here."""
    known = {".webp": "image/webp", ".woff2": "font/woff2", ".geojson": MEDIA_TYPE}
    return known.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def get_asset(request: Request) -> Response:
    """Answer with an asset under the present hash; another hash is an old page's, and is not found.

    Parameters
    ----------
    request
        ``hash`` in its path is to be :func:`web.assets.asset_hash`, ``name`` one of :func:`web.assets.asset_files`.
    """
    path = asset_files().get(request.path_params["name"])
    if path is None or request.path_params["hash"] != asset_hash():
        return problem(404, "no such asset")
    kind = _kind(path)
    text = kind.startswith("text/") or path.suffix in {".svg", ".geojson"}
    return send(
        request, _file(path), FOREVER | {"Content-Type": f"{kind}; charset=utf-8" if text else kind}, packed=not text
    )


def script_route(text: str) -> Answer:
    """Return what answers with a script whose name changes with its content.

    Parameters
    ----------
    text
        The script.
    """
    document = Document.of(text.encode())

    def get_script(request: Request) -> Response:
        return send(request, document, FOREVER | {"Content-Type": "text/javascript; charset=utf-8"})

    return get_script
