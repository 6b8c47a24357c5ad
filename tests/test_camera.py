"""A camera of which an address says a part is read whole, by every reader alike."""

from __future__ import annotations

from itertools import product

import pytest

from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.view.camera import whole
from geo.view.parameters import parse_view
from pictures.frame import view_camera

SHIPPED = open_atlas(ROOT / "data")
ABOUT = SHIPPED.catalog.about
SAID = {"lat": 40.5, "lon": 141.25, "zoom": 5.0}


@pytest.mark.parametrize("names", [dict(zip(SAID, picks, strict=True)) for picks in product([True, False], repeat=3)])
def test_what_an_address_does_not_say_of_the_camera_is_that_of_the_first_view(names: dict[str, bool]) -> None:
    said = {name: value for name, value in SAID.items() if names[name]}
    view, dropped = parse_view([(name, str(value)) for name, value in said.items()], SHIPPED.vocabulary)
    found, drawn = whole(view.lat, view.lon, view.zoom, ABOUT), view_camera(view, ABOUT)
    assert dropped == []
    if not said:
        assert (found, drawn) == (None, None)
        return
    wanted = tuple(said.get(name, getattr(ABOUT.first_view, name)) for name in SAID)
    assert found == wanted
    assert drawn
    assert (drawn.lat, drawn.lon) == wanted[:2]
