"""Which part of the world a picture shows: a bookmark, else the view's camera, else a chosen place, else the first bookmark."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.geodesy.measure import bounds_around
from geo.tables.properties import shape_of
from geo.view.parameters import View
from pictures.frame import Camera, fit, view_camera
from pictures.land import GRADES, read_land
from pictures.paper import PageBox
from pictures.spec import Spec

FILL = 0.74
"""How much of the frame the places of a bookmark may take, so that their names have room."""

_NEAREST_M_PER_MM = 800.0
"""A bookmark never goes nearer than this: about zoom 9, as on the page."""


def chosen_places(atlas: Atlas, view: View) -> tuple[str, ...]:
    """Return the places that a view marks: those of the walk's step, else the chosen one, else those of the chosen fact.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.

    Returns
    -------
    tuple of str
        Ids of places, also of those that have no geometry.

    Raises
    ------
    KeyError
        The data lack the view's step or fact.
    """
    if view.step is not None:
        return atlas.catalog.stories[view.step].places
    if view.fact is None:
        return (view.place,) if view.place else ()
    return tuple(link.place for link in atlas.catalog.facts[view.fact].places)


def camera(atlas: Atlas, view: View, spec: Spec, box: PageBox) -> Camera:
    """Return where a picture's map looks.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    spec
        The picture's format, size and theme. Its bookmark goes before the view's camera and place.
    box
        The rectangle of the map, in page millimetres.

    Raises
    ------
    KeyError
        The data lack the bookmark of ``spec``, or the view's place.
    """
    if spec.bookmark is None and (found := view_camera(view, atlas.catalog.about)) is not None:
        return found
    marks = atlas.catalog.bookmarks
    first = next((mark.places for mark in marks.values()), ())
    own = tuple(filter(None, [view.place]))
    if spec.card and not own and (chosen := chosen_places(atlas, view)):
        # A card has no list beside it: it shows where its fact is, and where that lies from the islands.
        own = (*chosen, *first)
    asked = [marks[spec.bookmark].places] if spec.bookmark else [own] if own else []
    for places in (*asked, first):
        if shapes := list(_shapes(atlas, places)):
            return fit(box, shapes, FILL, _NEAREST_M_PER_MM)
    return fit(box, [read_land(GRADES[-1][0]).window], 1.0, _NEAREST_M_PER_MM)


def _shapes(atlas: Atlas, places: Iterable[str | None]) -> Iterable[BaseGeometry]:
    """Yield the geometries of places in EPSG:4326, a point as the square about its circle."""
    for name in places:
        place = atlas.catalog.places[name] if name else None
        if place is not None and place.point is not None:
            yield shapely.box(*bounds_around(place.point.lon, place.point.lat, place.point.uncertainty_m))
        elif place is not None and (shape := shape_of(place, atlas.catalog)) is not None:
            yield shape.convex_hull
