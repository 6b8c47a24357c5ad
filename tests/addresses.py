"""Addresses of every route of ours, for tests that sweep them."""

from __future__ import annotations

from geo.atlas import atlas
from web.assets import MAP_SCRIPT, asset_files, asset_hash

LAYER = next(iter(atlas().layers))
FACT, PLACE, ARTICLE = atlas().lead, next(iter(atlas().catalog.places)), atlas().catalog.articles[0]
IDENT = atlas().layer(LAYER).ids[0]
SAMPLES = {
    "/api/layers": ["/api/layers"],
    "/api/layers/{name}.{ending}": [f"/api/layers/{LAYER}.geojson", f"/api/layers/{LAYER}.gpkg"],
    "/api/atlas.{ending}": ["/api/atlas.zip", "/api/atlas.html"],
    "/api/picture.{ending}": ["/api/picture.svg?size=square", "/api/picture.png?size=square&dpi=72"],
    "/api/oembed": [f"/api/oembed?url=facts/{FACT}", f"/api/oembed?url=?place={PLACE}"],
    "/api/messages/{language}.json": ["/api/messages/en.json"],
    "/api/land/{name}.geojson": ["/api/land/land_overview.geojson"],
    "/assets/page.js": ["/assets/page.js"],
    "/assets/{hash}/{name:path}": [f"/assets/{asset_hash()}/{name}" for name in (MAP_SCRIPT, *asset_files())],
    "/ogc": ["/ogc?f=json", "/ogc?f=html"],
    "/ogc/": ["/ogc/?f=json"],
    "/ogc/api": ["/ogc/api?f=json", "/ogc/api?f=html"],
    "/ogc/conformance": ["/ogc/conformance?f=json"],
    "/ogc/collections": ["/ogc/collections?f=html"],
    "/ogc/collections/{collection}": [f"/ogc/collections/{LAYER}?f=json"],
    "/ogc/collections/{collection}/items": [f"/ogc/collections/{LAYER}/items?f=json&limit=3"],
    "/ogc/collections/{collection}/items/{feature}": [f"/ogc/collections/{LAYER}/items/{IDENT}?f=json"],
    "/facts": ["/facts"],
    "/facts/{ident}": [f"/facts/{FACT}"],
    "/places": ["/places"],
    "/places/{ident}": [f"/places/{PLACE}"],
    "/articles/{ident}": [f"/articles/{ARTICLE}"],
    "/claims": ["/claims"],
    "/feed.atom": ["/feed.atom"],
    "/sitemap.xml": ["/sitemap.xml"],
    "/robots.txt": ["/robots.txt"],
    "/llms.txt": ["/llms.txt"],
}
"""Addresses of each route that answers with a document."""

SCRIPTS = {"page.js": "export const nothing = 'a script that the page is made of';\n"}

MOMENTARY = {
    "/api/health": ["/api/health"],
    "/api/ready": ["/api/ready"],
    "/api": ["/api"],
    "/api/{rest:path}": ["/api/nothing", "/api/layers/rivers.geojson", "/api/picture.gif"],
    "/assets": ["/assets"],
    "/assets/{rest:path}": ["/assets/nothing", "/assets/0123/store.js"],
    "/facts/{rest:path}": ["/facts/none/at-all"],
    "/places/{rest:path}": ["/places/none/at-all"],
    "/articles": ["/articles"],
    "/articles/{rest:path}": ["/articles/none/at-all"],
    "/claims/{rest:path}": ["/claims/none"],
    "/feed.atom/{rest:path}": ["/feed.atom/none"],
    "/sitemap.xml/{rest:path}": ["/sitemap.xml/none"],
    "/robots.txt/{rest:path}": ["/robots.txt/none"],
    "/llms.txt/{rest:path}": ["/llms.txt/none"],
    "/ogc/{rest:path}": ["/ogc/nothing", "/ogc/collections/rivers"],
}
"""Addresses of each route whose answers are good for a moment: how the server is, and faults."""

DOCUMENTS = [address for found in SAMPLES.values() for address in found]
ONE_OF_EACH = [
    address for route, found in SAMPLES.items() for address in (found[:2] if "assets" not in route else found[:1])
]
ALL = [*DOCUMENTS, *(address for found in MOMENTARY.values() for address in found)]
