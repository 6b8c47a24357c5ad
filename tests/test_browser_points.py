"""Many points of one layer: their rings are set pixel by pixel, as wide as each point is unsure, and cut at the map's edges."""

from __future__ import annotations

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import in_map, open_atlas
from serving import Server

PAINT = """
const map = A.store.map, size = map.getSize(), ratio = window.devicePixelRatio, look = A.store.layers.get('events').look;
const metres = (r) => r * 156543.03392 * Math.cos(map.getCenter().lat * Math.PI / 180) / Math.pow(2, map.getZoom());
const feature = ([x, y, r]) => { const { lat, lng } = map.containerPointToLatLng([x, y]);
  return { type: 'Feature', id: `${x},${y}`, geometry: { type: 'Point', coordinates: [lng, lat] },
    properties: { place: `${x},${y}`, uncertainty_m: metres(r), basis: 'article' } }; };
const ink = (spots) => {
  const points = new A.Points(look, spots.map(feature), spots.map((_, i) => i)).addTo(map);
  points.show(Uint8Array.from(spots, () => 1));
  const { width, height } = points.canvas, data = points.canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const found = [];
  for (let i = 0; i < width * height; i += 1)
    if (data[4 * i + 3] > 100) found.push([(i % width) / ratio, Math.floor(i / width) / ratio]);
  points.remove();
  return found;
};
"""


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_ring_is_as_wide_as_its_point_is_unsure(server: Server, new_page: NewPage, ratio: int) -> None:
    page = new_page(device_scale_factor=ratio)
    open_atlas(page, server.url)
    for wanted in (5, 17, 33, 80):
        away = in_map(
            page,
            PAINT
            + f"const at = [Math.round(size.x / 2), Math.round(size.y / 2)]; return ink([[...at, {wanted}]])"
            + ".map(([x, y]) => Math.hypot(x - at[0], y - at[1]));",
        )
        # Half a pixel of rounding, and of Mercator's stretch between two latitudes, and half of the line's width.
        assert away
        assert wanted - 3 < min(away) < wanted < max(away) < wanted + 3, wanted


def test_a_ring_at_an_edge_is_cut_and_comes_back_nowhere(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url)
    for name, spot in {"left": "[1, 200, 17]", "right": "[size.x - 2, 200, 17]", "top": "[300, 1, 17]"}.items():
        away = in_map(
            page,
            PAINT + f"const at = {spot}; return ink([at]).map(([x, y]) => Math.hypot(x - at[0], y - at[1]));",
        )
        assert away, name
        assert max(away) < 20, name
    corner = in_map(
        page, PAINT + "return ink([[1, size.y - 2, 17]]).map(([x, y]) => Math.hypot(x - 1, y - size.y + 2));"
    )
    assert corner
    assert max(corner) < 20


def test_all_rings_stand_in_one_picture(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url)
    counts = in_map(
        page,
        PAINT
        + "const some = [[200, 200, 17], [400, 200, 9], [600, 300, 70]];"
        + "return [ink(some).length, ...some.map((one) => ink([one]).length)];",
    )
    assert counts[0] == sum(counts[1:])
