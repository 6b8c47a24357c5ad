"""Nothing is cut, overlapped or out of its box, at any width, in both themes and in every state of the page."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage
from page_states import STATES, show
from playwright.sync_api import Page
from serving import Server

SIZES = (
    *((320, 640), (360, 740), (390, 844), (844, 390), (700, 900), (768, 1024), (820, 1180)),
    *((1024, 768), (1280, 800), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440)),
)
"""Width and height in CSS pixels. 320 and 640 px wide are also what 400 and 200 % of zoom leave of a screen of 1280."""

FAULTS = """() => {
  const above = (node) => node.parentElement || node.getRootNode().host;
  const line = (node) => { const all = []; for (let n = node; n; n = above(n)) all.push(n); return all; };
  const style = (node) => getComputedStyle(node);
  const roots = [document];
  for (const root of roots)
    for (const node of root.querySelectorAll('*')) if (node.shadowRoot) roots.push(node.shadowRoot);
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const name = (node) => `${node.localName}.${node.getAttribute('class')} ${node.textContent.trim().slice(0, 40)}`;
  const wide = document.documentElement.clientWidth;
  // What a reader is not to see.
  const unseen = (s) => s.display === 'none' || s.visibility === 'hidden' || s.clipPath !== 'none' || +s.opacity === 0;
  const hidden = (node) => line(node).some((n) => unseen(style(n)));
  // The part of a box that shows: what stands around it may scroll.
  const shown = (node) => {
    let { left, top, right, bottom } = node.getBoundingClientRect();
    for (const n of line(node).slice(1)) {
      const s = style(n), box = n.getBoundingClientRect();
      if (s.overflowX !== 'visible') [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      if (s.overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      if (s.position === 'fixed') break;
    }
    return { left, top, right, bottom };
  };
  const inScroller = (node) => line(node).slice(1).some((n) =>
    /auto|scroll/.test(style(n).overflowX) && n.scrollWidth > n.clientWidth + 1 && n.clientWidth < wide);
  const cut = (node) => /hidden|clip/.test(style(node).overflowX) && node.scrollWidth > node.clientWidth + 2;
  const found = [];
  if (document.querySelector('[data-testid=stMain]').scrollWidth > wide + 1) found.push('the page scrolls sideways');
  const controls = [];
  const texts = 'button, button *, a, input, select, summary, h1, h2, h3, p, dd, dt, td, th, label, legend';
  for (const node of all(texts)) {
    const box = node.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || hidden(node)) continue;
    if ((box.left < -1 || box.right > wide + 1) && !inScroller(node)) found.push('out of the page: ' + name(node));
    if (cut(node) && node.localName !== 'input' && node.textContent.trim()) found.push('cut: ' + name(node));
    if (node.matches('button, input, select')) controls.push([node, shown(node)]);
  }
  // No control lies on another one, unless one of them stands in a panel over the page.
  const panel = '[popover], [role=dialog], [data-testid=stPopoverBody], [data-baseweb=popover]';
  const layer = (node) => line(node).find((n) => n.matches(panel)) || null;
  controls.forEach(([a, p], i) => controls.slice(i + 1).forEach(([b, q]) => {
    if (line(a).includes(b) || line(b).includes(a) || layer(a) !== layer(b)) return;
    const x = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (x > 2 && y > 2) found.push('overlap: ' + name(a) + ' | ' + name(b));
  }));
  return [...new Set(found)];
}"""


def faults(page: Page) -> list[Any]:
    """Return what is cut, out of its box or overlapped on the page, and stays so: a busy machine lays a new width out late."""
    found = page.evaluate(FAULTS)
    if found:
        page.wait_for_timeout(1_500)
        found = [fault for fault in page.evaluate(FAULTS) if fault in found]
    return list(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_at_any_width_in_any_state(server: Server, new_page: NewPage, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    found: dict[str, list[Any]] = {}
    for state in STATES:
        page.set_viewport_size({"width": 1280, "height": 800})
        show(page, server.url, state)
        # A menu is placed for the width at which it is opened, and closes with it; the narrow ones have a sheet instead.
        sizes = ((1280, 800),) if state.name == "a menu" else SIZES if scheme == "light" else SIZES[2::4]
        for wide, high in sizes:
            page.set_viewport_size({"width": wide, "height": high})
            page.wait_for_timeout(250)
            if items := faults(page):
                found[f"{state.name} at {wide}"] = items
    assert found == {}


def test_the_map_takes_sixty_percent_of_the_width(server: Server, page: WatchedPage) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    show(page, server.url, STATES[0])
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["width"] >= 0.6 * 1280
    assert box["y"] + 0.6 * box["height"] < 800


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (844, 390), (820, 1180)])
def test_the_sheet_of_filters_holds_all_and_closes(server: Server, new_page: NewPage, size: tuple[int, int]) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True)
    show(page, server.url, next(state for state in STATES if state.name == "a menu"))
    assert faults(page) == []
    sheet = page.locator(".filters .sheet")
    box = sheet.bounding_box()
    assert box
    assert box["x"] == 0
    assert box["y"] >= 0
    assert abs(box["y"] + box["height"] - size[1]) < 2
    sheet.locator("[data-option='topic.military']").click()
    sheet.locator(".done").click()
    page.wait_for_url("**topic=military**")
