"""Texts on the map at many widths: none overlaps another, leaves the map, is cut, or lies on an island that is not its own."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import FRAME, in_map, open_atlas
from serving import Server

pytestmark = pytest.mark.browser

WIDTHS = ((360, 740), (390, 844), (768, 1024), (1024, 768), (1366, 768), (1920, 1080))
STATES = ("", "lat=40.5&lon=140&zoom=5", "period=from-1875", "fact=p05-forum", "place=nagato", "basis=all")

LOOK = """
    const box = document.querySelector(".atlas"), frame = box.getBoundingClientRect();
    const seen = (node) => node.checkVisibility() && node.getBoundingClientRect().width > 0;
    const shown = (query) => [...box.querySelectorAll(query)].filter(seen);
    const read = (kind) => (node) => {
        const at = node.getBoundingClientRect();
        return { kind, text: node.textContent.trim().slice(0, 40), left: at.left, top: at.top, right: at.right,
            bottom: at.bottom, node };
    };
    const texts = [
        ...shown(".callout, .badge").map(read("told")),
        ...shown(".label-at .names b, .label-at .names .own").map(read("name")),
        ...shown(".place .text .line, .line-name").map(read("place")),
    ];
    const kept = shown(".chips .chip, .inset, .strip, .credit, .leaflet-control-zoom a, .leaflet-control-scale-line")
        .map(read("kept"));
    const faults = [];
    const same = (a, b) => a.node.closest(".label-at, .place") && a.node.closest(".label-at, .place") === b.node.closest(".label-at, .place");
    const all = [...texts, ...kept];
    all.forEach((a, i) => {
        if (a.left < frame.left - 1 || a.top < frame.top - 1 || a.right > frame.right + 1 || a.bottom > frame.bottom + 1)
            faults.push(["leaves the map", a.text]);
        for (const b of all.slice(i + 1)) {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && tall > 1 && !same(a, b)) faults.push(["overlap", a.text, b.text]);
        }
    });
    // Whose land lies under a text is asked of the shapes themselves, not of the script that placed it.
    const islands = [...A.store.layers.values()].filter((l) => l.look.draws === "land").flatMap((l) => l.marks)
        .filter((m) => m.first.kind !== "archipelago");
    const inside = (ring, x, y) => ring.reduce((odd, [x1, y1], i) => {
        const [x0, y0] = ring[(i || ring.length) - 1];
        return (y0 > y) !== (y1 > y) && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0) ? !odd : odd;
    }, false);
    const placeOf = (node) => {
        const label = (A.store.lettering.labels || []).find((l) => (l.made || l.names).contains(node));
        if (label) return (label.mark && label.mark.place) || (label.names && islands.find((m) => A.names(m.first).textContent === label.names.textContent)?.place);
        return [...A.store.lettering.callouts].find(([, c]) => c.made.contains(node))?.[0];
    };
    const map = A.store.map;
    for (const text of texts) {
        const own = placeOf(text.node);
        const group = islands.filter((m) => m.place === own || m.first.part_of === own).map((m) => m.place);
        for (let x = text.left + 2; x < text.right; x += 5) for (let y = text.top + 3; y < text.bottom - 1; y += 5) {
            const { lat, lng } = map.containerPointToLatLng([x - frame.left, y - frame.top]);
            for (const island of islands) {
                if (group.includes(island.place) || !A.bounds(island.geometry).contains([lat, lng])) continue;
                const rings = island.geometry.type === "Polygon" ? [island.geometry.coordinates[0]] : island.geometry.coordinates.map((p) => p[0]);
                if (text.kind !== "place" || text.node.closest(".sea, .strait, .bay, .line-name"))
                    if (rings.some((ring) => inside(ring, lng, lat))) faults.push(["on " + island.place, text.text]);
            }
        }
    }
    return [texts.length, [...new Set(faults.map((f) => f.join(" | ")))]];
"""


def settle(page: WatchedPage) -> None:
    """Wait until the map has the frame's size, stands still and all names have been placed."""
    page.wait_for_timeout(120)
    page.wait_for_function(
        """(frame) => {
            const { Atlas: A, innerWidth } = document.querySelector(frame).contentWindow;
            if (!A || !A.store || !A.store.loaded) return false;
            const layer = A.store.layers.get("places"), { map } = A.store;
            return layer && layer.ground.map && layer.ground.waiting === null && !map._animatingZoom
                && Math.abs(map.getSize().x - map.getContainer().clientWidth) < 2;
        }""",
        arg=FRAME,
    )


def faults(page: WatchedPage, theme: str) -> list[Any]:
    """Return what is wrong with the texts on the map at every width."""
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    found: list[Any] = []
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        count, wrong = in_map(page, LOOK.replace("`", "'"))
        assert count > 0
        found += [(width, theme, fault) for fault in wrong]
    return found


@pytest.mark.parametrize("state", STATES)
def test_no_text_overlaps_another_leaves_the_map_or_lies_on_another_island(
    server: Server, new_page: NewPage, state: str
) -> None:
    page = new_page(viewport={"width": 1366, "height": 768})
    open_atlas(page, f"{server.url}/?{state}")
    assert faults(page, "light") + faults(page, "dark") == []
    assert page.watch.errors == []
