"""Files of our own: the bundled land, and what the page and the map are made of, under names that change with the content."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.answering import Address, Answer
from api.sending import problem, send
from geo.export.documents import Document
from geo.export.geojson_file import MEDIA_TYPE
from geo.paths import LAND as FOLDER_OF_LAND
from web.assets import MAP_SCRIPT, asset_files, asset_hash, map_script

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
LAND = {path.stem: path for path in sorted(FOLDER_OF_LAND.glob("land_*.geojson"))}
"""The bundled land that the map lies on. It belongs to the map, so it stays the same whatever folder the data are from."""


@lru_cache(maxsize=64)
def _read_file(path: Path) -> Document:
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
    return send(request, _read_file(path), {"Content-Type": MEDIA_TYPE})


@cache
def _map_script() -> Document:
    return Document.of(map_script().encode())


def _asset(name: str) -> Document | None:
    if name == MAP_SCRIPT:
        return _map_script()
    path = asset_files().get(name)
    return _read_file(path) if path else None


def _kind(path: PurePosixPath) -> str:
    """Return a file's media type. What a machine's own tables may lack stands here."""
    known = {".js": "text/javascript", ".webp": "image/webp", ".woff2": "font/woff2", ".geojson": MEDIA_TYPE}
    return known.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def get_asset(request: Request) -> Response:
    """Answer with an asset under the present hash; another hash is an old page's, and is not found.

    Parameters
    ----------
    request
        ``hash`` in its path is to be :func:`web.assets.asset_hash`, ``name`` one of :func:`web.assets.asset_files`, or
        :data:`web.assets.MAP_SCRIPT`.
    """
    name = request.path_params["name"]
    asset = _asset(name)
    if asset is None or request.path_params["hash"] != asset_hash():
        return problem(404, "no such asset")
    kind = _kind(PurePosixPath(name))
    text = kind.startswith("text/") or name.endswith((".svg", ".geojson"))
    return send(request, asset, FOREVER | {"Content-Type": f"{kind}; charset=utf-8" if text else kind}, packed=not text)


def _script(text: str) -> Answer:
    """Return what answers with a script whose name changes with its content."""
    document = Document.of(text.encode())

    def get_script(request: Request) -> Response:
        return send(request, document, FOREVER | {"Content-Type": "text/javascript; charset=utf-8"})

    return get_script


def routes(base: str, scripts: Mapping[str, str]) -> list[BaseRoute]:
    """Return the routes of assets.

    Parameters
    ----------
    base
        The path that they stand under: empty, or beginning with a slash and ending without one.
    scripts
        Scripts that the page is made of, besides the assets' files: text by name. A name is to change with its text.
    """
    return [
        *(Route(f"{base}/assets/{name}", Address(_script(text))) for name, text in scripts.items()),
        Route(f"{base}/assets/{{hash}}/{{name:path}}", Address(get_asset)),
    ]
