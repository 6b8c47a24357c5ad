"""The documents of OGC API – Features as models: each makes its document, and its schema stands in the API's definition."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from annotated_types import Ge, Len
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

Crs = Literal["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]
Trs = Literal["http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"]
CRS84: Crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN: Trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"

Count = Annotated[int, Ge(0)]
BoundingBox = Annotated[list[float], Len(4, 4)]
"""West, south, east and north in degrees."""

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Nothing = SkipJsonSchema[None]
"""Of a member that may be absent, and is never null."""


class Model(BaseModel):
    """A part of a document: it has just the members that it names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def members(self) -> dict[str, Any]:
        """Return the members that are there, as JSON holds them, in the order in which they are named."""
        return self.model_dump(exclude_none=True)


class Link(Model):
    """A link by RFC 8288, as the standard's schema names its parts."""

    href: str
    rel: str
    type: str
    title: str
    hreflang: str | Nothing = None


class LandingPage(Model):
    """Where a client begins."""

    title: str
    description: str
    links: list[Link]


class ConfClasses(Model):
    """Which conformance classes of the standard hold."""

    links: list[Link]
    conformsTo: Annotated[list[str], Len(1)]  # noqa: N815 - the standard's name


class Spatial(Model):
    """Where a collection's features lie: the first box holds all others."""

    bbox: Annotated[list[BoundingBox], Len(1)]
    crs: Crs = CRS84


class Temporal(Model):
    """When a collection's features are: an end is null where it is open."""

    interval: Annotated[list[Annotated[list[Moment | None], Len(2, 2)]], Len(1)]
    trs: Trs = GREGORIAN


class Extent(Model):
    """Where and when a collection's features are, each as far as they say it."""

    spatial: Spatial | Nothing = None
    temporal: Temporal | Nothing = None


class Collection(Model):
    """What a collection is, whom to credit, and where its items are."""

    id: str
    title: str
    description: str
    attribution: str
    itemType: Literal["feature"]  # noqa: N815 - the standard's name
    crs: Annotated[list[Crs], Len(1)]
    extent: Extent
    links: list[Link]


class Collections(Model):
    """All collections."""

    links: list[Link]
    collections: list[Collection]


class Fault(Model):
    """Why a request is not answered: the standard's exception."""

    code: str
    description: str


Position = Annotated[list[float], Len(2, 3)]
Line = list[Position]
Rings = list[Line]


class Point(Model):
    """A geometry of GeoJSON."""

    type: Literal["Point"]
    coordinates: Position


class MultiPoint(Model):
    """A geometry of GeoJSON."""

    type: Literal["MultiPoint"]
    coordinates: Line


class LineString(Model):
    """A geometry of GeoJSON."""

    type: Literal["LineString"]
    coordinates: Line


class MultiLineString(Model):
    """A geometry of GeoJSON."""

    type: Literal["MultiLineString"]
    coordinates: Rings


class Polygon(Model):
    """A geometry of GeoJSON."""

    type: Literal["Polygon"]
    coordinates: Rings


class MultiPolygon(Model):
    """A geometry of GeoJSON."""

    type: Literal["MultiPolygon"]
    coordinates: list[Rings]


Geometry = Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon


class FeatureBase(Model):
    """What a feature of any layer has; ``properties`` are a layer's own. A place that is only listed has no geometry."""

    type: Literal["Feature"]
    id: str
    geometry: Geometry | None
    bbox: BoundingBox | Nothing = None
    links: list[Link] | Nothing = None


class PageBase(Model):
    """What a page of features says beside them; ``features`` are a layer's own."""

    type: Literal["FeatureCollection"]
    links: list[Link]
    numberMatched: Count  # noqa: N815 - the standard's name
    numberReturned: Count  # noqa: N815 - the standard's name
