"""The routes, each a small function that reads the atlas and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api import assets, oembed, ogc, pictures, reading
from api.answering import Address, without_slash
from api.readiness import get_ready
from api.sending import problem, send, send_json, send_value
from geo.atlas import atlas
from geo.errors import UnknownFormat, UnknownLayer
from geo.export.formats import find_format, format_of_ending, formats_for
from geo.messages import LANGUAGES, messages
from geo.text import article_text
from geo.text.catalogue import names_of_data, patterns, words_of
from geo.view.foreign import without_known
from geo.view.parameters import DEFAULT, EVERYTHING, PARAMETERS, View, parse_view
from work import desk, job_of_file


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


async def get_layer(request: Request) -> Response:
    """Answer with one layer in the format of the address's ending.

    Parameters
    ----------
    request
        ``name`` in its path is the id of a layer, ``ending`` a format's; its query holds the parameters of a view.
    """
    return await _send_file(request, request.path_params["name"])


async def get_atlas(request: Request) -> Response:
    """Answer with all layers in one file, in the format of the address's ending.

    Parameters
    ----------
    request
        ``ending`` in its path is that of a format; its query holds the parameters of a view.
    """
    return await _send_file(request, None)


async def _send_file(request: Request, name: str | None) -> Response:
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
    document = await desk().wait(job_of_file(name, file_format.id, view), _door(file_format.id, view))
    return send(request, document, headers, packed=file_format.packed)


def _door(file_format: str, view: View) -> str:
    """Return by which door a file is asked for: what every page's map reads, whole layers, by a door of its own."""
    whole = file_format == "geojson" and view.selection() == replace(EVERYTHING, article=view.article)
    return "map" if whole else "files"


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


def get_health(_: Request) -> Response:
    """Answer that the server is up, with the names of its data and code."""
    facts, layers = len(atlas().facts.ids), len(atlas().layers)
    body = {"status": "ok", "data": atlas().hash, "facts": facts, "layers": layers, "streamlit": version("streamlit")}
    return send_json(body)


def not_found(request: Request) -> Response:
    """Answer any other path of ours in JSON; without this route Streamlit's page would answer it."""
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
    known: list[BaseRoute] = [
        Route(f"{base}/api/layers", Address(list_layers), name="layers"),
        Route(f"{base}/api/layers/{{name}}.{{ending}}", Address(get_layer), name="layer"),
        Route(f"{base}/api/atlas.{{ending}}", Address(get_atlas), name="atlas"),
        *pictures.routes(base),
        *oembed.routes(base),
        Route(f"{base}/api/messages/{{language}}.json", Address(get_messages)),
        Route(f"{base}/api/land/{{name}}.geojson", Address(assets.get_land)),
        Route(f"{base}/api/health", Address(get_health)),
        Route(f"{base}/api/ready", Address(get_ready)),
        *assets.routes(base, scripts),
    ]
    rest = Address(lambda request: without_slash(request, known) or not_found(request))
    places = ("/api", "/api/{rest:path}", "/assets", "/assets/{rest:path}")
    return [*known, *(Route(f"{base}{path}", rest) for path in places), *ogc.routes(base), *reading.routes(base)]
