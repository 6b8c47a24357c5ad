"""The ground in a real browser: it comes after the marks, in both themes, the coast cuts it, and the map does without it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from browsing import PHONE, WatchedPage
from conftest import NewPage
from journeys import in_map, open_atlas
from playwright.sync_api import FrameLocator, Page
from serving import Server

from geo.atlas import atlas
from geo.view.parameters import DEFAULT
from onefile import one_file

SHOWN = "[data-ready=yes].relief"
PLACES = "?lat=45&lon=147.5&zoom=6"


def opened(page: Page, url: str) -> FrameLocator:
    frame = open_atlas(page, url)
    frame.locator(SHOWN).wait_for(state="attached")
    return frame


def brightness(page: Page, lon: float, lat: float) -> float:
    """Return how bright the ground's canvases are at a point, from 0 to 255, over the map's own background."""
    return float(
        in_map(
            page,
            f"""const map = Atlas.store.map, at = map.latLngToLayerPoint([{lat}, {lon}]);
            let value = null;
            for (const pane of ["ground", "land"]) for (const canvas of map.getPane(pane).querySelectorAll("canvas")) {{
                const from = L.DomUtil.getPosition(canvas), scale = canvas.width / canvas.offsetWidth;
                const [r, g, b, a] = canvas.getContext("2d").getImageData(
                    (at.x - from.x) * scale, (at.y - from.y) * scale, 1, 1).data;
                if (a > 200) value = (r + g + b) / 3;
            }}
            return value;""",
        )
    )


def test_nothing_of_it_is_asked_for_before_the_marks_stand(page: WatchedPage, server: Server) -> None:
    opened(page, server.url)
    told: list[tuple[str, float, float]] = in_map(
        page,
        """return performance.getEntriesByType("resource").map((one) => [one.name, one.startTime, one.responseEnd]);""",
    )
    ground = {name: start for name, start, _ in told if "/ground/" in name}
    assert len(ground) == 4
    assert not [name for name in ground if "dark" in name]
    # The marks are drawn when all layers are there; the finer land is asked for then, and the ground when it has come.
    before = {name: end for name, _, end in told if "/api/layers/" in name or "/api/messages/" in name}
    before |= {name: end for name, _, end in told if name.endswith("land_medium.geojson")}
    assert len(before) >= 5
    assert min(ground.values()) >= max(before.values())
    assert page.watch.errors == []
    assert page.watch.failed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desk", "phone"])
def test_the_trench_is_deep_and_the_theme_has_its_own_tint(
    new_page: NewPage, server: Server, scheme: str, device: str
) -> None:
    page = new_page(**(PHONE if device == "phone" else {}), color_scheme=scheme)
    opened(page, server.url + PLACES)
    assert brightness(page, 148.6, 43.7) < brightness(page, 146.8, 44.2)
    assert (brightness(page, 146.8, 44.2) > 128) == (scheme == "light")
    families = in_map(
        page, "return [...document.fonts].filter((one) => one.status === 'loaded').map((one) => one.family);"
    )
    assert families
    assert {name.strip('"') for name in families} == {"Atlas Sans"}
    assert page.watch.errors == []


ACROSS = """const map = Atlas.store.map, at = map.latLngToLayerPoint([%s, %s]), upright = %s;
    const [wide, tall] = upright ? [17, 80] : [80, 17], sums = new Float64Array(17);
    const colors = new Float64Array(wide * tall).fill(255);
    for (const pane of ["ground", "land"]) for (const canvas of map.getPane(pane).querySelectorAll("canvas")) {
        const from = L.DomUtil.getPosition(canvas), left = at.x - from.x - (wide >> 1), top = at.y - from.y - (tall >> 1);
        const { data } = canvas.getContext("2d").getImageData(left, top, wide, tall);
        for (let i = 0; i < colors.length; i += 1) {
            const [r, g, b, a] = data.subarray(4 * i, 4 * i + 4);
            colors[i] = (((r + g + b) / 3) * a + colors[i] * (255 - a)) / 255;
        }
    }
    colors.forEach((one, i) => { sums[upright ? i %% wide : Math.floor(i / wide)] += one / 80; });
    return [...sums];"""
"""How bright land and ground are in lines beside a cut, from west to east or from north to south of it, each 80 pixels long."""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_cut_of_the_land_shows_at_any_zoom(new_page: NewPage, server: Server, theme: str) -> None:
    page = new_page(color_scheme=theme)
    opened(page, server.url + PLACES)
    # Where the land ends in the west and in the north, and where the finest coast ends.
    for zoom in (4, 5.5, 7, 8.5, 10):
        for lat, lon, upright in ((48.0, 125.0, "true"), (61.999, 150.0, "false"), (40.0, 140.8, "false")):
            in_map(page, f"Atlas.store.map.setView([{lat}, {lon}], {zoom}, {{ animate: false }}); return 0;")
            page.wait_for_timeout(500)
            lines = np.array(in_map(page, ACROSS % (lat, lon, upright)))
            assert float(np.abs(np.diff(lines)).max()) < 7, (zoom, lat, lon, lines.round(1))


def test_without_it_the_map_is_whole(new_page: NewPage, server: Server) -> None:
    page = new_page()
    page.route("**/ground/**", lambda route: route.abort())
    frame = open_atlas(page, server.url + PLACES)
    page.wait_for_timeout(1500)
    assert frame.locator(SHOWN).count() == 0
    assert frame.locator(".leaflet-islands-pane path").count() >= 4
    assert frame.locator(".credit .of-ground").count() == 0


def test_the_one_file_shows_it_from_itself(new_page: NewPage, tmp_path: Any) -> None:
    path = tmp_path / "atlas.html"
    path.write_bytes(one_file(atlas(), DEFAULT))
    page = new_page()
    page.goto(path.as_uri())
    page.locator(SHOWN).wait_for(state="attached")
    assert page.locator(".credit .of-ground").count() == 1
    loaded = page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Atlas Sans\"'))")
    assert loaded
    assert page.watch.errors == []
