"""The routes, each a small function that reads the atlas and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

# Adds its format to the table of formats.
import onefile  # noqa: F401
from api import assets, ogc, pictures
from api.sending import REVALIDATE, problem, send, send_json, send_value
from geo.atlas import atlas
from geo.errors import UnknownFormat, UnknownLayer
from geo.export import documents
from geo.export.formats import find_format, format_of_ending, formats_for
from geo.export.geojson_file import MEDIA_TYPE
from geo.messages import LANGUAGES, messages
from geo.paths import LAND as FOLDER_OF_LAND
from geo.text import article_text
from geo.text.catalogue import names_of_data, patterns, words_of
from geo.view.foreign import without_known
from geo.view.parameters import DEFAULT, PARAMETERS, View, parse_view

Endpoint = Callable[[Request], Response]

LAND = {path.stem: path for path in sorted(FOLDER_OF_LAND.glob("land_*.geojson"))}
"""The bundled land that the map lies on. It belongs to the map, so it stays the same whatever folder the data are from."""


def list_layers(request: Request) -> Response:
    """Answer with each layer: id, title, fields, credit, licence, and where to read it in each format.

    ``count`` is how many features the address gives as it stands, ``count_all`` how many with ``basis=all``.
    """
    words = words_of(atlas(), "en")
    found = []
    for name, layer in atlas().layers.items():
        gdf = layer.gdf
        found.append(
            {
                "id": name,
                "title": words.label("layer", name),
                "count": int(atlas().select(DEFAULT).features[name].sum()),
                "count_all": len(gdf),
                "fields": layer.fields,
                "credit": sorted({text for text in gdf.get("geometry_source", ()) if isinstance(text, str)}),
                "licence": sorted({text for text in gdf.get("geometry_licence", ()) if isinstance(text, str)}),
                "href": _address(request, name, "geojson"),
                "files": {item.id: _address(request, name, item.ending) for item in formats_for("layer")},
            }
        )
    parameters = [{"name": item.name, "help": item.help} for item in PARAMETERS if item.kind == "selection"]
    files = {item.id: _address(request, None, item.ending) for item in formats_for("atlas")}
    body = {"data": atlas().hash, "articles": _articles(), "layers": found, "files": files, "parameters": parameters}
    return send_value(request, body)


def _articles() -> list[dict[str, str | None]]:
    """Return each article by the id that the parameter ``article`` takes, with its lead, in the atlas's order."""
    catalog = atlas().catalog
    return [
        {
            "id": item.source,
            "outlet": article_text.outlet(item.source, catalog),
            **catalog.sources[item.source].model_dump(include={"title", "date", "url"}),
            "lead": item.lead,
        }
        for item in catalog.about.articles
    ]


def _address(request: Request, name: str | None, ending: str) -> str:
    """Return where a layer, or with no name the whole atlas, is read in the format of an ending."""
    if name is None:
        return str(request.url_for("atlas", ending=ending))
    return str(request.url_for("layer", name=name, ending=ending))


def _read_view(request: Request) -> tuple[View, list[dict[str, str]]]:
    view, dropped = parse_view(without_known(request.query_params.multi_items()), atlas().vocabulary)
    return view, [{"parameter": item.name, "reason": item.reason} for item in dropped]


def get_layer(request: Request) -> Response:
    """Answer with one layer in the format of the address's ending.

    Parameters
    ----------
    request
        ``name`` in its path is the id of a layer, ``ending`` a format's; its query holds the parameters of a view.
    """
    return _send_file(request, request.path_params["name"])


def get_atlas(request: Request) -> Response:
    """Answer with all layers in one file, in the format of the address's ending.

    Parameters
    ----------
    request
        ``ending`` in its path is that of a format; its query holds the parameters of a view.
    """
    return _send_file(request, None)


def _send_file(request: Request, name: str | None) -> Response:
    """Answer with what the view's parameters leave of a layer or of all; 400 tells which parameter is wrong and why."""
    ending = request.path_params["ending"]
    asked = format_of_ending(ending)
    view, problems = _read_view(request)
    try:
        file_format = find_format(asked.id if asked else ending, "layer" if name is not None else "atlas")
        if name is not None:
            atlas().layer(name)
    except (UnknownFormat, UnknownLayer) as error:
        return problem(404, str(error))
    if problems:
        return problem(400, "some parameters cannot be used", problems=problems)
    file_name = f"{name or 'atlas'}.{file_format.ending}"
    # A page is saved and not shown: under this server's policy for data its script would not run.
    shown = "attachment" if file_format.id == "html" else "inline"
    headers = {"Content-Type": file_format.media_type, "Content-Disposition": f'{shown}; filename="{file_name}"'}
    return send(request, documents.document(atlas(), name, file_format.id, view), headers, packed=file_format.packed)


def get_messages(request: Request) -> Response:
    """Answer with the words of the map in one language, for the article that is read.

    Parameters
    ----------
    request
        ``language`` in its path is one of :data:`geo.messages.LANGUAGES`; of its query ``article`` counts alone.
    """
    language, view = request.path_params["language"], _read_view(request)[0]
    if language not in LANGUAGES:
        return problem(404, f"no messages in this language: there are {', '.join(LANGUAGES)}")
    words, opened = messages(language), atlas().of(view.article)
    shown = {
        key: text
        for key, text in patterns(words, several=len(opened.catalog.articles) > 1).items()
        if key.startswith(("map.", "layer.", "lifecycle.", "status.", "place.kind."))
    }
    return send_value(request, shown | names_of_data(opened, words))


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
    return send(request, assets.read_file(path), {"Content-Type": MEDIA_TYPE})


def get_health(_: Request) -> Response:
    """Answer that the server is up, with the names of its data and code."""
    facts, layers = len(atlas().facts.ids), len(atlas().layers)
    body = {"status": "ok", "data": atlas().hash, "facts": facts, "layers": layers, "streamlit": version("streamlit")}
    return send_json(body, headers=REVALIDATE)


def not_found(request: Request) -> Response:
    """Answer any other path under ``/api`` in JSON; without this route Streamlit's page would answer it."""
    return problem(404, "no such address", see=str(request.url_for("layers")))


def routes(base: str = "", scripts: Mapping[str, str] = MappingProxyType({})) -> list[BaseRoute]:
    """Return the routes.

    Parameters
    ----------
    base
        The path that they stand under: empty, or beginning with a slash and ending without one.
    scripts
        Scripts that the page is made of, besides the assets' files: text by name. A name is to change with its text.
    """
    read = ["GET"]
    return [
        Route(f"{base}/api/layers", list_layers, methods=read, name="layers"),
        Route(f"{base}/api/layers/{{name}}.{{ending}}", get_layer, methods=read, name="layer"),
        Route(f"{base}/api/atlas.{{ending}}", get_atlas, methods=read, name="atlas"),
        *pictures.routes(base),
        Route(f"{base}/api/messages/{{language}}.json", get_messages, methods=read),
        Route(f"{base}/api/land/{{name}}.geojson", get_land, methods=read),
        Route(f"{base}/api/health", get_health, methods=read),
        Route(f"{base}/api", not_found),
        Route(f"{base}/api/{{rest:path}}", not_found),
        *assets.routes(base, scripts),
        *ogc.routes(base),
    ]
