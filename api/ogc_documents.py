"""The JSON documents of OGC API – Features.

No document says when it was made: bytes depend on data, selection and address alone. The standard leaves ``timeStamp`` open.
"""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np

from api.ogc_collections import Part, part_of, parts
from api.ogc_links import HTML, JSON, OPENAPI, WORDS, Site
from api.ogc_models import (
    CRS84,
    Collection,
    Collections,
    ConfClasses,
    Extent,
    LandingPage,
    Link,
    PageBase,
    Spatial,
    Temporal,
)
from api.ogc_query import Query, format_query
from geo.atlas import Atlas
from geo.errors import UnknownFeature
from geo.export import documents, geojson_file
from geo.export.json_text import ReadyArray, object_text
from geo.records.licences import licence_addresses
from geo.tables.extent import DayRange, extent_of
from geo.text import party_text
from geo.text.catalogue import words_of

STANDARD = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMANCE = tuple(f"{STANDARD}/{part}" for part in ("core", "oas30", "html", "geojson"))


def described(atlas: Atlas) -> str:
    """Return what this server holds, in two sentences."""
    return f"{party_text.subtitle(atlas, WORDS)}. {party_text.neutral(atlas, WORDS)}".strip()


def landing(site: Site, atlas: Atlas) -> LandingPage:
    """Return the landing page.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    atlas
        The opened data.
    """
    return LandingPage(
        title=words_of(atlas, "en").text("page.title"),
        description=described(atlas),
        links=[
            *site.forms("", JSON),
            site.link("service-desc", "/api", OPENAPI, WORDS.text("ogc.link.service-desc")),
            site.link("service-doc", "/api", HTML, WORDS.text("ogc.link.service-doc")),
            site.link("conformance", "/conformance", JSON, WORDS.text("ogc.conformance")),
            site.link("data", "/collections", JSON, WORDS.text("ogc.collections")),
        ],
    )


def conformance(site: Site) -> ConfClasses:
    """Return which conformance classes of the standard hold."""
    return ConfClasses(links=site.forms("/conformance", JSON), conformsTo=list(CONFORMANCE))


def collections(site: Site, atlas: Atlas) -> Collections:
    """Return all collections: every layer, and its kinds of geometry where it has several.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    atlas
        The opened data.
    """
    found = [collection(site, atlas, name) for name in parts(atlas)]
    return Collections(links=site.forms("/collections", JSON), collections=found)


def collection(site: Site, atlas: Atlas, name: str) -> Collection:
    """Return what a collection is, whom to credit, and where its items are.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    atlas
        The opened data.
    name
        Id of a collection.

    Returns
    -------
    Collection
        Its extent is in CRS84, lon lat in degrees, and in UTC; a part that no feature has is left out.

    Raises
    ------
    geo.errors.UnknownLayer
        There is none of this name.
    """
    part = part_of(atlas, name)
    return Collection(
        id=name,
        title=part.title(atlas),
        description=part.description(),
        attribution="; ".join(_texts(part.gdf, "geometry_source")),
        itemType="feature",
        crs=[CRS84],
        extent=_extent(part),
        links=[
            *site.forms(f"/collections/{name}", JSON),
            *_links_to_items(site, atlas, part),
            *_links_to_licences(_texts(part.gdf, "geometry_licence")),
        ],
    )


def _texts(gdf: gpd.GeoDataFrame, column: str) -> list[str]:
    """Return the different texts of a column in order; none where a layer that never had a feature has no such column."""
    return [str(text) for text in gdf[column].dropna().unique()] if column in gdf else []


def _links_to_items(site: Site, atlas: Atlas, part: Part) -> list[Link]:
    title = WORDS.text("ogc.link.items", title=part.title(atlas))
    path = f"/collections/{part.id}/items"
    return [site.link("items", path, kind, title) for kind in (geojson_file.MEDIA_TYPE, HTML)]


def _links_to_licences(licences: list[str]) -> list[Link]:
    known = licence_addresses()
    return [Link(href=known[text], rel="license", type=HTML, title=text) for text in licences if text in known]


def _extent(part: Part) -> Extent:
    found = part.extent
    return Extent(
        spatial=Spatial(bbox=[list(found.bounds)]) if found.bounds else None,
        temporal=Temporal(interval=[_interval(found.period)]) if found.period else None,
    )


def _interval(period: DayRange) -> list[str | None]:
    """Return a period as the standard's extent has it, which asks for times: whole days, written as in UTC."""
    ends = ((period.first, "00:00:00Z"), (period.last, "23:59:59Z"))
    return [f"{day.isoformat()}T{time}" if day else None for day, time in ends]


def items(site: Site, atlas: Atlas, name: str, query: Query) -> bytes:
    """Return one page of a collection's features that a request selects; each is the text of an export, byte for byte.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    atlas
        The opened data.
    name
        Id of a collection.
    query
        Filters, box, period and page.

    Returns
    -------
    bytes
        GeoJSON (RFC 7946) in UTF-8: degrees in WGS 84, lon lat; features in the order of the layer.

    Raises
    ------
    geo.errors.UnknownLayer
        There is no such collection.
    """
    atlas = atlas.of(query.view.article)
    part = part_of(atlas, name)
    layer = part.layer.rule.id
    texts = documents.texts(atlas, layer)
    met = extent_of(part.layer).meeting(query.box, query.period)
    found = np.flatnonzero(part.mask & atlas.select(query.view).features[layer] & met)
    page = found[query.offset : query.offset + query.limit]
    links = _page_links(site, atlas, name, query, len(found))
    head = PageBase(type="FeatureCollection", links=links, numberMatched=len(found), numberReturned=len(page))
    features = ReadyArray(texts[position] for position in page)
    return object_text({**head.members(), "features": features}, "\n").encode()


def _page_links(site: Site, atlas: Atlas, name: str, query: Query, matched: int) -> list[Link]:
    path = f"/collections/{name}/items"
    links = site.forms(path, geojson_file.MEDIA_TYPE, format_query(query))
    following, preceding = query.offset + query.limit, max(0, min(query.offset, matched) - query.limit)
    if following < matched:
        links.append(site.page("next", path, geojson_file.MEDIA_TYPE, format_query(replace(query, offset=following))))
    if query.offset:
        links.append(site.page("prev", path, geojson_file.MEDIA_TYPE, format_query(replace(query, offset=preceding))))
    return [*links, _link_to_collection(site, atlas, name)]


def _link_to_collection(site: Site, atlas: Atlas, name: str) -> Link:
    return site.link("collection", f"/collections/{name}", JSON, part_of(atlas, name).title(atlas))


def feature(site: Site, atlas: Atlas, name: str, ident: str) -> bytes:
    """Return one feature: the text of an export, with links added at its end.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    atlas
        The opened data.
    name
        Id of a collection.
    ident
        Id of a feature in it.

    Returns
    -------
    bytes
        GeoJSON (RFC 7946) in UTF-8: degrees in WGS 84, lon lat.

    Raises
    ------
    geo.errors.UnknownLayer, geo.errors.UnknownFeature
        There is no such collection, or no such feature in it.
    """
    part = part_of(atlas, name)
    if ident not in part.ids:
        raise UnknownFeature(name, ident)
    path = f"/collections/{name}/items/{ident}"
    links = [*site.forms(path, geojson_file.MEDIA_TYPE), _link_to_collection(site, atlas, name)]
    members = geojson_file.feature_members(part.layer, part.layer.ids.index(ident))
    return object_text({**members, "links": [link.members() for link in links]}, "\n").encode()
