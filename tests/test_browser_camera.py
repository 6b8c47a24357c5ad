"""The camera: wherever buttons, wheel and drags bring the map, the link that the page writes opens there without a notice."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import FRAME, after_apply, camera, in_map, open_atlas, settle
from playwright.sync_api import FrameLocator, Page, expect
from serving import Server

from geo.atlas import atlas
from geo.view.camera import BOUNDS
from geo.view.parameters import EVERYTHING, parse_view
from onefile import one_file

NOTICE = ".notice"


def written(page: Page) -> dict[str, float]:
    """Return the camera that the address holds; every parameter in it can be read."""
    # Playwright's own note of the address lags behind what a script writes there.
    url = str(page.evaluate("location.href"))
    view, dropped = parse_view(parse_qsl(urlsplit(url).query), atlas().vocabulary)
    assert dropped == [], url
    assert view.lat is not None
    assert view.lon is not None
    assert view.zoom is not None
    return {"lat": view.lat, "lon": view.lon, "zoom": view.zoom}


def settled_zoom(page: Page, before: float | None = None) -> float:
    """Wait until the map stands still at another zoom than before and the address holds its zoom, and return that."""
    page.wait_for_function(
        """([frame, before]) => { const map = document.querySelector(frame).contentWindow.Atlas.store.map;
            const held = Number(new URLSearchParams(location.search).get("zoom"));
            return !map._animatingZoom && map.getZoom() !== before && Math.abs(held - map.getZoom()) < 0.006; }""",
        arg=[FRAME, before],
    )
    return written(page)["zoom"]


def press_through(page: Page, frame: FrameLocator, name: str) -> set[float]:
    """Press a zoom button until it can go no further, and return the zooms on the way; each is written so that it can be read."""
    seen: set[float] = set()
    button = frame.locator(f".leaflet-control-zoom-{name}")
    while "leaflet-disabled" not in (button.get_attribute("class") or ""):
        before = camera(page)[2]
        button.click()
        seen.add(settled_zoom(page, before))
    return seen


def wheel(page: Page, down: int) -> float:
    """Turn the wheel over the map's middle and return the zoom that follows."""
    box = page.locator(FRAME).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keyboard.down("Control")
    page.mouse.wheel(0, down)
    page.keyboard.up("Control")
    page.wait_for_timeout(400)
    return settled_zoom(page)


def opens_quietly(page: WatchedPage, url: str, zoom: Any) -> None:
    """Open a link afresh: no notice, and the map stands where the link says."""
    open_atlas(page, url)
    expect(page.locator(NOTICE)).to_have_count(0)
    assert camera(page)[2] == zoom


def test_every_zoom_that_buttons_and_wheel_reach_makes_a_link_that_opens(
    server: Server, page: WatchedPage, new_page: NewPage
) -> None:
    frame = open_atlas(page, server.url)
    low, high = in_map(page, "return [A.store.map.getMinZoom(), A.store.map.getMaxZoom()];")
    assert BOUNDS["zoom"].low <= low < high == BOUNDS["zoom"].high
    reached = press_through(page, frame, "out")
    other = new_page()
    opens_quietly(other, str(page.evaluate("location.href")), low)
    reached |= press_through(page, frame, "in")
    opens_quietly(other, str(page.evaluate("location.href")), high)
    assert (min(reached), max(reached)) == (low, high)
    for down in (-3_000, 120, *[3_000] * 5):
        assert low <= wheel(page, down) <= high
    assert camera(page)[2] == low
    assert page.watch.errors == []


def test_a_random_walk_past_the_date_line_and_the_poles_only_writes_links_that_open(
    server: Server, page: WatchedPage, new_page: NewPage
) -> None:
    open_atlas(page, server.url)
    area = atlas().catalog.about.area
    assert area
    chance, held = random.Random(10), []
    for step in range(60):
        lat, lon, zoom = chance.uniform(-95, 95), chance.uniform(-600, 600), chance.uniform(-1, 19)
        act = (
            f"map.setView([{lat}, {lon}], {zoom}, still)",
            f"map.panBy([{lat * 40}, {lon * 9}], still)",
            f"map.setZoom({zoom}, still)",
        )[step % 3]
        in_map(page, f"const map = A.store.map, still = {{ animate: false }}; {act};")
        if "lat=" in str(page.evaluate("location.search")):
            found = written(page)
            held.append(area.holds(found["lon"], found["lat"]))
    assert len(held) > 50
    assert all(held)
    opens_quietly(new_page(), str(page.evaluate("location.href")), pytest.approx(camera(page)[2], abs=0.26))


def test_a_flight_that_is_stopped_midway_makes_a_link_that_opens(server: Server, new_page: NewPage) -> None:
    page = new_page(reduced_motion="no-preference")
    open_atlas(page, server.url)
    in_map(page, "A.store.map.flyTo([40.123456789, 132.987654321], 9.5, { duration: 30 });")
    page.wait_for_timeout(1_500)
    box = page.locator(FRAME).bounding_box()
    assert box
    x, y = box["x"] + 300, box["y"] + 330
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 10, steps=3)
    page.mouse.up()
    zoom = settled_zoom(page)
    assert zoom % 0.5, "the flight was stopped on its way"
    opens_quietly(new_page(), str(page.evaluate("location.href")), pytest.approx(zoom, abs=0.25))


def test_the_atlas_in_one_file_has_the_same_bounds(new_page: NewPage, tmp_path: Path) -> None:
    path = tmp_path / "atlas.html"
    path.write_bytes(one_file(atlas(), EVERYTHING))
    page = new_page()
    page.goto(path.as_uri())
    page.locator(".atlas[data-ready=yes]").wait_for()
    found: Any = page.evaluate("[Atlas.store.map.getMinZoom(), Atlas.store.map.getMaxZoom()]")
    assert BOUNDS["zoom"].low <= found[0] < found[1] == BOUNDS["zoom"].high


def test_an_act_after_each_move_keeps_the_camera_that_shows(server: Server, page: WatchedPage) -> None:
    """Streamlit writes the address with the camera that it heard of last; a link copied then opened elsewhere."""
    frame = open_atlas(page, f"{server.url}/?lat=44.4965&lon=147.0519&zoom=7")
    chip = page.locator('.filters .chips [data-option="layer.islands"]')
    for turn in range(3):
        in_map(page, f"A.store.map.setView([44.4, {146.2 + turn / 2}], {7 + turn % 2}, {{ animate: false }});")
        page.wait_for_timeout(400)
        after_apply(page, chip.click)
        settle(page)
        assert written(page) == pytest.approx(dict(zip(("lat", "lon", "zoom"), camera(page), strict=True)), abs=0.01)
    # A fact with no place on the map leaves it where it is, and the address too.
    after_apply(page, chip.click)
    settle(page)
    before = written(page)
    after_apply(page, page.locator('.facts .row[data-fact="h-wants-treaty"]').click)
    settle(page)
    assert written(page) == before
    # A drag that begins on a text of the map moves the map and chooses nothing.
    box = frame.locator(".callout").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 10, steps=6)
    page.mouse.up()
    page.wait_for_timeout(1_000)
    assert "place=" not in str(page.evaluate("location.href"))
