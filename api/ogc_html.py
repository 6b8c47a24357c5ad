"""The documents of OGC API – Features as pages to read: one style of their own, no script, all text escaped by the templates.

Each page is made from the JSON document that it shows, so it holds the same information and links, as the standard asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from api.ogc_links import OPENAPI, WORDS, Site
from geo.atlas import atlas
from geo.text.catalogue import words_of
from web.hashes import source_hash
from web.templates import render

HERE = Path(__file__).resolve().parent
STYLE = (HERE / "ogc.css").read_text(encoding="utf-8")
STYLE_HASH = source_hash(STYLE)
"""Name of the one style that the pages' policy allows (:mod:`api.headers`)."""

Document = Mapping[str, Any]


class Crumb(NamedTuple):
    """A document above a page."""

    title: str
    path: str


Crumbs = tuple[Crumb, ...]


def home() -> Crumbs:
    """Return the way to the landing page, which bears the atlas's title."""
    return (Crumb(words_of(atlas(), "en").text("page.title"), ""),)


def _above_collections() -> Crumbs:
    return (*home(), Crumb(WORDS.text("ogc.collections"), "/collections"))


def _page(name: str, site: Site, crumbs: Crumbs, links: Sequence[Any], **values: Any) -> str:
    """Return a whole page by its template: the way to it, its title, its content and its links."""
    # The style is ours, from a file; as markup it stands as its hash in the policy was made from it.
    style = Markup(STYLE)  # noqa: S704 - no value from outside
    return render(HERE, name, words=WORDS, style=style, site=site, crumbs=crumbs, links=links, **values)


def landing(site: Site, document: Document) -> str:
    """Return the landing page: what this is, the address to give to a GIS, and the way to the collections.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    document
        The JSON document that the page shows.
    """
    data = next(link for link in document["links"] if link["rel"] == "data")
    shown = {"title": document["title"], "description": document["description"], "data": data}
    return _page("landing.html", site, (), document["links"], **shown)


def conformance(site: Site, document: Document) -> str:
    """Return the page that lists which conformance classes hold.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    document
        The JSON document that the page shows.
    """
    title = WORDS.text("ogc.conformance")
    return _page("record.html", site, home(), document["links"], title=title, record=document["conformsTo"])


def _less(document: Document, *names: str) -> Document:
    return {name: part for name, part in document.items() if name not in names}


def collections(site: Site, document: Document) -> str:
    """Return the page of all collections, each whole.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    document
        The JSON document that the page shows.
    """
    found = [
        {"title": one["title"], "record": _less(one, "title", "links"), "links": one["links"]}
        for one in document["collections"]
    ]
    title = WORDS.text("ogc.collections")
    return _page("collections.html", site, home(), document["links"], title=title, collections=found)


def collection(site: Site, document: Document) -> str:
    """Return the page of one collection.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    document
        The JSON document that the page shows.
    """
    shown = {"title": document["title"], "record": _less(document, "title", "links")}
    return _page("record.html", site, _above_collections(), document["links"], **shown)


def _crumbs_of(document: Document) -> Crumbs:
    """Return the way to a collection's items, read from the link to it."""
    link = next(link for link in document["links"] if link["rel"] == "collection")
    path = "/collections/" + link["href"].rsplit("/", 1)[-1]
    return (*_above_collections(), Crumb(link["title"], path))


def items(site: Site, document: Document) -> str:
    """Return a page of features, each with all its fields; of a geometry it shows kind and bounds.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    document
        The JSON document that the page shows.
    """
    crumbs = _crumbs_of(document)
    above = crumbs[-1]
    shown = {
        "title": WORDS.text("ogc.link.items", title=above.title),
        "count": WORDS.text("ogc.items.count", n=document["numberMatched"], shown=document["numberReturned"]),
        "turns": [link for link in document["links"] if link["rel"] in {"prev", "next"}],
        "items": [_item(site, f"{above.path}/items/{one['id']}", one) for one in document["features"]],
    }
    return _page("items.html", site, crumbs, document["links"], **shown)


def _title(properties: Document) -> str:
    """Return what a feature is called: its fact's statement, or its place's name, or its id."""
    return str(properties.get("statement") or properties.get("name_en") or properties["id"])


def _record(feature: Document) -> Document:
    """Return all of a feature, its geometry by kind alone."""
    shape = feature["geometry"]
    members = {"id": feature["id"], "geometry": shape["type"] if shape else None, "bbox": feature.get("bbox")}
    return {**members, **feature["properties"]}


def _item(site: Site, path: str, feature: Document) -> Document:
    properties = feature["properties"]
    place = properties.get("name_en") if properties.get("statement") else None
    return {
        "href": site.href(path, {"f": "html"}),
        "title": _title(properties),
        "under": [part for part in (place, properties.get("date"), feature["id"]) if part],
        "record": _record(feature),
    }


def feature(site: Site, document: Document) -> str:
    """Return the page of one feature, its coordinates included.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    document
        The JSON document that the page shows.
    """
    crumbs = _crumbs_of(document)
    crumbs = (*crumbs, Crumb(WORDS.text("ogc.items"), f"{crumbs[-1].path}/items"))
    shown = {
        "title": _title(document["properties"]),
        "record": _record(document),
        "geometry": document["geometry"],
    }
    return _page("feature.html", site, crumbs, document["links"], **shown)


def definition(site: Site, document: Document) -> str:
    """Return the page that lists the API's operations with their parameters.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    document
        The JSON document that the page shows.
    """
    parts = document["components"]["parameters"]
    operations = []
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            wanted = [parts[item["$ref"].rsplit("/", 1)[-1]] if "$ref" in item else item for item in told["parameters"]]
            address = f"{method.upper()} {site.root}{path}"
            parameters = [_describe(item) for item in wanted]
            operations.append({"summary": told["summary"], "address": address, "parameters": parameters})
    shown = {
        "title": WORDS.text("ogc.api"),
        "description": document["info"]["description"],
        "operations": operations,
    }
    return _page("definition.html", site, home(), [link.members() for link in site.forms("/api", OPENAPI)], **shown)


def _describe(item: Document) -> Document:
    """Return what a parameter means, and the words that it takes where it takes only some."""
    schema = item["schema"]
    allowed = schema.get("enum") or schema.get("items", {}).get("enum") or []
    return {"name": item["name"], "description": item["description"], "words": allowed}
