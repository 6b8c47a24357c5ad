"""The routes, each a small function that reads the atlas and answers."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from api import ogc
from api.sending import REVALIDATE, problem, send, send_json
from geo import export
from geo.assets import asset_files, asset_hash
from geo.atlas import ROOT, Document, atlas
from geo.errors import UnknownLayer
from geo.messages import LANGUAGES, messages
from geo.view import PARAMETERS, View, parse_view

Endpoint = Callable[[Request], Response]

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
LAND = {path.stem: path for path in sorted((ROOT / "data" / "geometry").glob("land_*.geojson"))}
"""The bundled land that the map lies on. It belongs to the map, so it stays the same whatever folder the data are from."""


def list_layers(request: Request) -> Response:
    """Answer with each layer: id, title, number of features, fields, credit, licence, and where to read it."""
    words = messages("en")
    found = []
    for name, layer in atlas().layers.items():
        frame = layer.frame
        found.append(
            {
                "id": name,
                "title": words.text(f"layer.{name}") if words.has(f"layer.{name}") else name,
                "count": len(frame),
                "fields": [column for column in frame.columns if column != frame.geometry.name],
                "credit": sorted({text for text in frame["geometry_source"] if isinstance(text, str)}),
                "licence": sorted({text for text in frame["geometry_licence"] if isinstance(text, str)}),
                "href": str(request.url_for("layer", name=name)),
            }
        )
    parameters = [{"name": item.name, "help": item.help} for item in PARAMETERS if item.kind == "selection"]
    return send_json({"data": atlas().hash, "layers": found, "parameters": parameters}, headers=REVALIDATE)


def _read_view(request: Request) -> tuple[View, list[dict[str, str]]]:
    view, dropped = parse_view(request.query_params.multi_items(), atlas().vocabulary)
    return view, [{"parameter": item.name, "reason": item.reason} for item in dropped]


def get_layer(request: Request) -> Response:
    """Answer with one layer as GeoJSON, narrowed by the view's parameters; 400 tells which parameter is wrong and why."""
    name = request.path_params["name"]
    view, problems = _read_view(request)
    try:
        atlas().layer(name)
    except UnknownLayer as error:
        return problem(404, str(error))
    if problems:
        return problem(400, "some parameters cannot be used", problems=problems)
    headers = {"Content-Type": export.MEDIA_TYPE, "Content-Disposition": f'inline; filename="{name}.geojson"'}
    return send(request, atlas().geojson(name, view), headers)


def get_messages(request: Request) -> Response:
    """Answer with the words of the map in one language."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return problem(404, f"no messages in this language: there are {', '.join(LANGUAGES)}")
    entries = messages(language).entries
    return send_json(
        {key: text for key, text in entries.items() if key.startswith(("map.", "layer."))}, headers=REVALIDATE
    )


@lru_cache(maxsize=8)
def _land(path: Path) -> Document:
    content = path.read_bytes()
    return Document(content, hashlib.sha256(content).hexdigest()[:32])


def get_land(request: Request) -> Response:
    """Answer with a file of bundled land."""
    path = LAND.get(request.path_params["name"])
    if path is None:
        return problem(404, f"no such land: there are {', '.join(LAND)}")
    return send(request, _land(path), {"Content-Type": export.MEDIA_TYPE})


def get_asset(request: Request) -> Response:
    """Answer with an asset under the present hash; another hash is an old page's, and is not found."""
    path = asset_files().get(request.path_params["name"])
    if path is None or request.path_params["hash"] != asset_hash():
        return problem(404, "no such asset")
    return FileResponse(path, headers=FOREVER, media_type=mimetypes.guess_type(path.name)[0])


def get_health(_: Request) -> Response:
    """Answer that the server is up, with the names of its data and code."""
    facts, layers = len(atlas().facts.ids), len(atlas().layers)
    body = {"status": "ok", "data": atlas().hash, "facts": facts, "layers": layers, "streamlit": version("streamlit")}
    return send_json(body, headers=REVALIDATE)


def not_found(request: Request) -> Response:
    """Answer any other path under ``/api`` in JSON; without this route Streamlit's page would answer it."""
    return problem(404, "no such address", see=str(request.url_for("layers")))


def routes(base: str = "") -> list[BaseRoute]:
    """Return the routes under a base path: empty, or beginning with a slash and ending without one."""
    read = ["GET"]
    return [
        Route(f"{base}/api/layers", list_layers, methods=read, name="layers"),
        Route(f"{base}/api/layers/{{name}}.geojson", get_layer, methods=read, name="layer"),
        Route(f"{base}/api/messages/{{language}}.json", get_messages, methods=read),
        Route(f"{base}/api/land/{{name}}.geojson", get_land, methods=read),
        Route(f"{base}/api/health", get_health, methods=read),
        Route(f"{base}/api", not_found),
        Route(f"{base}/api/{{rest:path}}", not_found),
        Route(f"{base}/assets/{{hash}}/{{name:path}}", get_asset, methods=read),
        *ogc.routes(base),
    ]
