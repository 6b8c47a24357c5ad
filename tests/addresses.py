"""Addresses of every route of ours, for tests that sweep them."""

from __future__ import annotations

from geo.atlas import atlas
from web.assets import MAP_SCRIPT, asset_files, asset_hash

LAYER = next(iter(atlas().layers))
IDENT = atlas().layer(LAYER).ids[0]
SAMPLES = {
    "/api/layers": ["/api/layers"],
    "/api/layers/{name}.{ending}": [f"/api/layers/{LAYER}.geojson", f"/api/layers/{LAYER}.gpkg"],
    "/api/atlas.{ending}": ["/api/atlas.zip", "/api/atlas.html"],
    "/api/picture.{ending}": ["/api/picture.svg?size=square", "/api/picture.png?size=square&dpi=72"],
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
    "/ogc/{rest:path}": ["/ogc/nothing", "/ogc/collections/rivers"],
}
"""Addresses of each route whose answers are good for a moment: how the server is, and faults."""

DOCUMENTS = [address for found in SAMPLES.values() for address in found]
ONE_OF_EACH = [
    address for route, found in SAMPLES.items() for address in (found[:2] if "assets" not in route else found[:1])
]
ALL = [*DOCUMENTS, *(address for found in MOMENTARY.values() for address in found)]
