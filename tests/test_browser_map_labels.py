"""Texts on the map at many widths: none overlaps another, leaves the map, is cut, or lies on an island that is not its own."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import FRAME, after_apply, in_map, open_atlas, settle
from serving import Server

pytestmark = pytest.mark.browser

# How large the map's frame is on pages of 360 to 1920 pixels; a page's own width is taken once, the rest is the frame's alone.
FRAMES = ((326, 338), (356, 388), (608, 620), (660, 438), (860, 560), (1240, 640))
WIDTHS = ((360, 740), (390, 844), (768, 1024), (1024, 768), (1366, 768), (1920, 1080))
STATES = ("", "lat=40.5&lon=140&zoom=5", "period=from-1875", "fact=p06-offer", "place=nagato", "basis=all")

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
        ...shown(".callout, .badge, .badge .total").map(read("told")),
        ...shown(".label-at .names b, .label-at .names .own").map(read("name")),
        ...shown(".place .text .line, .line-name").map(read("place")),
    ];
    const kept = shown(".chips .chip, .inset, .strip, .credit, .leaflet-control-zoom a, .leaflet-control-scale-line")
        .map(read("kept"));
    const faults = [];
    const home = (one) => one.node.closest(".label-at, .place-at, .callout-at");
    const same = (a, b) => home(a) && home(a) === home(b);
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
    const bounds = new Map(islands.map((island) => [island, A.bounds(island.geometry)]));
    const inside = (ring, x, y) => ring.reduce((odd, [x1, y1], i) => {
        const [x0, y0] = ring[(i || ring.length) - 1];
        return (y0 > y) !== (y1 > y) && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0) ? !odd : odd;
    }, false);
    const placeOf = (node) => {
        const label = A.store.lettering.labels.find((l) => (l.made || l.names).contains(node));
        const said = label && label.names && label.names.textContent;
        if (label) return (label.mark || islands.find((m) => A.names(m.first).textContent === said))?.place;
        return [...A.store.lettering.callouts].find(([, c]) => c.made.contains(node))?.[0];
    };
    const map = A.store.map;
    for (const text of texts) {
        const own = placeOf(text.node);
        // A town's own island is the one that it lies on.
        const at = own && A.store.boundsOf([own]), middle = at && at.getCenter();
        const under = (m) => middle && A.store.shapesOf(own)[0][0].type === "Point" && bounds.get(m).contains(middle);
        const group = islands.filter((m) => m.place === own || m.first.part_of === own || under(m)).map((m) => m.place);
        const others = islands.filter((island) => !group.includes(island.place));
        for (let x = text.left + 2; x < text.right; x += 6) for (let y = text.top + 3; y < text.bottom - 1; y += 6) {
            const { lat, lng } = map.containerPointToLatLng([x - frame.left, y - frame.top]);
            for (const island of others) {
                if (!bounds.get(island).contains([lat, lng])) continue;
                const { type, coordinates } = island.geometry;
                const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map((p) => p[0]);
                if (text.kind !== "place" || text.node.closest(".sea, .strait, .bay, .line-name"))
                    if (rings.some((ring) => inside(ring, lng, lat))) faults.push(["on " + island.place, text.text]);
            }
        }
    }
    if (!all.length) faults.push(["nothing"]);
    return [...new Set(faults.map((f) => f.join(" | ")))];
"""


def resize(page: WatchedPage, width: int, height: int) -> None:
    """Give the map's frame another size and wait until the map has it."""
    page.locator(FRAME).evaluate(
        "(frame, [w, h]) => { frame.style.cssText += `;width:${w}px!important;height:${h}px!important;min-height:0`; }",
        [width, height],
    )
    page.wait_for_function(
        "([frame, w]) => document.querySelector(frame).contentWindow.innerWidth <= w", arg=[FRAME, width]
    )
    settle(page)


def look(page: WatchedPage, width: int, theme: str) -> list[Any]:
    """Return what is wrong with the texts on the map, each with the width and theme."""
    return [(width, theme, fault) for fault in in_map(page, LOOK)]


def turn_to(page: WatchedPage, state: str) -> None:
    """Bring the same page to another state as the way Back does, without loading it anew."""
    script = "(query) => { history.pushState({}, '', '?' + query); dispatchEvent(new PopStateEvent('popstate')); }"
    after_apply(page, lambda: page.evaluate(script, state))
    settle(page)


@pytest.mark.long
def test_no_text_overlaps_another_leaves_the_map_or_lies_on_another_island(server: Server, new_page: NewPage) -> None:
    page, found = new_page(viewport={"width": 1366, "height": 768}), []
    open_atlas(page, server.url)
    for turn, state in enumerate(STATES):
        if state:
            turn_to(page, state)
        for place, (width, height) in enumerate(FRAMES):
            theme: Any = ("light", "dark")[(place + turn) % 2]
            page.emulate_media(color_scheme=theme)
            resize(page, width, height)
            found += [(state, *fault) for fault in look(page, width, theme)]
    assert found == []
    assert page.watch.errors == []


NAMED = """const named = A.store.lettering.labels.filter(({ made }) => made.dataset.form !== 'none').map(({ place }) => place);
return A.state.bookmarks[0][1].filter((place) => !named.includes(place));"""


@pytest.mark.parametrize("touch", [False, True])
def test_on_pages_of_every_width_the_first_view_shows_all_islands_with_their_names(
    server: Server, new_page: NewPage, touch: bool
) -> None:
    page = new_page(has_touch=touch, is_mobile=touch)
    for width, height in WIDTHS[:3] if touch else WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        frame = open_atlas(page, server.url)
        settle(page)
        assert look(page, width, "light") == []
        shown = "return A.store.map.getBounds().contains(A.store.boundsOf(A.state.bookmarks[0][1]));"
        assert in_map(page, shown), width
        assert in_map(page, NAMED) == [], width
        inset = frame.locator(".inset").bounding_box()
        assert inset
        assert inset["width"] >= 60
