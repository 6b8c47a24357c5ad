"""The documents of OGC API – Features as pages to read: one style of their own, no script, all text escaped.

Each page is made from the JSON document that it shows, so it holds the same information and links, as the standard asks.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from api.ogc_links import OPENAPI, WORDS, Link, Site
from geo.atlas import atlas
from geo.text.catalogue import words_of

STYLE = (Path(__file__).parent / "ogc.css").read_text(encoding="utf-8")
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
"""Name of the one style that the pages' policy allows (:mod:`api.headers`)."""

Document = Mapping[str, Any]
Crumbs = Sequence[tuple[str, str]]
"""The documents above a page: title and path."""


def _anchor(href: str, text: str, rel: str = "") -> str:
    mark = f' rel="{escape(rel)}"' if rel else ""
    return f'<a href="{escape(href)}"{mark}>{escape(text)}</a>'


def _value(value: Any) -> str:
    """Return any part of a document as HTML; only a text that is a web address becomes a link."""
    if value is None:
        return "–"
    if isinstance(value, str):
        is_address = value.startswith(("http://", "https://"))
        return _anchor(value, value, "nofollow noreferrer") if is_address else escape(value)
    if isinstance(value, Mapping):
        return _fields(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        listed = "".join(f"<li>{_value(item)}</li>" for item in value)
        return f"<ul>{listed}</ul>" if len(value) > 1 else "".join(map(_value, value)) or "–"
    return f"<code>{escape(json.dumps(value, ensure_ascii=False))}</code>"


def _fields(record: Document) -> str:
    """Return an object as a list of names and values."""
    rows = (f"<dt><code>{escape(name)}</code></dt><dd>{_value(value)}</dd>" for name, value in record.items())
    return f"<dl>{''.join(rows)}</dl>"


def _links(links: Iterable[Link]) -> str:
    rows = (
        f"<li>{_anchor(link['href'], link['title'], link['rel'])} "
        f'<span class="quiet">{escape(link["rel"])}, {escape(link["type"])}</span></li>'
        for link in links
    )
    return f"<ul>{''.join(rows)}</ul>"


def _page(site: Site, crumbs: Crumbs, title: str, body: str, links: Sequence[Link]) -> str:
    """Return a whole page: the way to it, its title, its content and its links."""
    above = [_anchor(site.href(path, {"f": "html"}), name) for name, path in crumbs]
    way = f"<nav>{' › '.join([*above, escape(title)])}</nav>" if crumbs else ""
    linked = f'<section class="links"><h2>{escape(WORDS.text("ogc.links"))}</h2>{_links(links)}</section>'
    head = (
        f'<!doctype html>\n<html lang="{WORDS.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
    )
    return f"{head}<body>{way}<main><h1>{escape(title)}</h1>\n{body}\n</main>{linked}</body></html>\n"


def home() -> Crumbs:
    """Return the way to the landing page, which bears the atlas's title."""
    return ((words_of(atlas(), "en").text("page.title"), ""),)


def _above_collections() -> Crumbs:
    return (*home(), (WORDS.text("ogc.collections"), "/collections"))


def landing(site: Site, document: Document) -> str:
    """Return the landing page: what this is, the address to give to a GIS, and the way to the collections."""
    data = next(link for link in document["links"] if link["rel"] == "data")
    body = (
        f"<p>{escape(document['description'])}</p>\n"
        f"<article><p>{escape(WORDS.text('ogc.connect'))}</p><p><code>{escape(site.root)}</code></p>"
        f"<h2>{_anchor(data['href'], data['title'], data['rel'])}</h2></article>"
    )
    return _page(site, (), document["title"], body, document["links"])


def conformance(site: Site, document: Document) -> str:
    """Return the page that lists which conformance classes hold."""
    return _page(site, home(), WORDS.text("ogc.conformance"), _value(document["conformsTo"]), document["links"])


def collections(site: Site, document: Document) -> str:
    """Return the page of all collections, each whole."""
    found = [f"<article><h2>{escape(one['title'])}</h2>{_collection(one)}</article>" for one in document["collections"]]
    return _page(site, home(), WORDS.text("ogc.collections"), "\n".join(found), document["links"])


def _collection(one: Document) -> str:
    return _fields({name: part for name, part in one.items() if name not in {"title", "links"}}) + _links(one["links"])


def collection(site: Site, document: Document) -> str:
    """Return the page of one collection."""
    shown = {name: part for name, part in document.items() if name not in {"title", "links"}}
    return _page(site, _above_collections(), document["title"], _fields(shown), document["links"])


def _crumbs_of(document: Document) -> Crumbs:
    """Return the way to a collection's items, read from the link to it."""
    link = next(link for link in document["links"] if link["rel"] == "collection")
    path = "/collections/" + link["href"].rsplit("/", 1)[-1]
    return (*_above_collections(), (link["title"], path))


def items(site: Site, document: Document) -> str:
    """Return a page of features, each with all its fields; of a geometry it shows kind and bounds."""
    crumbs = _crumbs_of(document)
    count, matched = document["numberReturned"], document["numberMatched"]
    told = WORDS.text("ogc.items.count", n=matched, shown=count)
    pages = [link for link in document["links"] if link["rel"] in {"prev", "next"}]
    turn = f'<nav class="pages">{"".join(_anchor(link["href"], link["title"], link["rel"]) for link in pages)}</nav>'
    found = [_item(site, f"{crumbs[-1][1]}/items/{one['id']}", one) for one in document["features"]]
    body = "\n".join([f'<p class="quiet">{escape(told)}</p>', turn, *found, turn])
    return _page(site, crumbs, WORDS.text("ogc.link.items", title=crumbs[-1][0]), body, document["links"])


def _title(properties: Document) -> str:
    """Return what a feature is called: its fact's statement, or its place's name, or its id."""
    return str(properties.get("statement") or properties.get("name_en") or properties["id"])


def _geometry(feature: Document) -> Document:
    """Return a feature's members beside its properties, its geometry by kind alone."""
    shape = feature["geometry"]
    return {"id": feature["id"], "geometry": shape["type"] if shape else None, "bbox": feature.get("bbox")}


def _item(site: Site, path: str, feature: Document) -> str:
    properties = feature["properties"]
    heading = _anchor(site.href(path, {"f": "html"}), _title(properties))
    place = properties.get("name_en") if properties.get("statement") else None
    under = ", ".join(escape(part) for part in (place, properties.get("date"), feature["id"]) if part)
    fields = _fields({**_geometry(feature), **properties})
    details = f"<details><summary>{escape(WORDS.text('ogc.fields'))}</summary>{fields}</details>"
    return f'<article><h2>{heading}</h2><p class="quiet">{under}</p>{details}</article>'


def feature(site: Site, document: Document) -> str:
    """Return the page of one feature, its coordinates included."""
    crumbs = _crumbs_of(document)
    crumbs = (*crumbs, (WORDS.text("ogc.items"), f"{crumbs[-1][1]}/items"))
    shape = escape(json.dumps(document["geometry"], ensure_ascii=False))
    drawn = f"<details><summary>{escape(WORDS.text('ogc.coordinates'))}</summary><pre>{shape}</pre></details>"
    body = _fields({**_geometry(document), **document["properties"]}) + drawn
    return _page(site, crumbs, _title(document["properties"]), body, document["links"])


def definition(site: Site, document: Document) -> str:
    """Return the page that lists the API's operations with their parameters."""
    parts = document["components"]["parameters"]
    found = []
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            wanted = [parts[item["$ref"].rsplit("/", 1)[-1]] if "$ref" in item else item for item in told["parameters"]]
            address = f"{method.upper()} {site.root}{path}"
            rows = {item["name"]: _describe(item) for item in wanted}
            listed = "".join(f"<dt><code>{escape(name)}</code></dt><dd>{text}</dd>" for name, text in rows.items())
            found.append(
                f"<article><h2>{escape(told['summary'])}</h2><code>{escape(address)}</code><dl>{listed}</dl></article>"
            )
    body = f"<p>{escape(document['info']['description'])}</p>" + "\n".join(found)
    return _page(site, home(), WORDS.text("ogc.api"), body, site.forms("/api", OPENAPI))


def _describe(item: Document) -> str:
    """Return what a parameter means, and the words that it takes where it takes only some."""
    schema = item["schema"]
    allowed = schema.get("enum") or schema.get("items", {}).get("enum") or []
    listed = " ".join(f"<code>{escape(text)}</code>" for text in allowed)
    return f"{escape(item['description'])}<br>{listed}" if listed else escape(item["description"])
