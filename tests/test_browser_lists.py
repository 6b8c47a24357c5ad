"""List, table, walk, panels and the printed page, in a real browser: what opens where, and what keeps the keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import FRAME, after_apply, open_atlas
from playwright.sync_api import Locator, expect
from serving import Server

from geo.atlas import Atlas
from geo.atlas import open_atlas as read_atlas
from geo.paths import ROOT
from geo.view.parameters import View

WIDTHS = [(360, 740), (768, 1024), (1280, 800), (1920, 1080)]
OPEN = ["p01-titles", "p10-request", "p13-never-before", "p06-offer"]
BUTTON = "button, summary, [role=button]"

# What a script finds in every shadow root and in the page itself.
ROOTS = """const roots = [document, ...[...document.querySelectorAll('*')].map((n) => n.shadowRoot).filter(Boolean)];
const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);"""


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return read_atlas(ROOT / "data")


def box(found: Locator) -> dict[str, float]:
    got = found.bounding_box()
    assert got
    return {"top": got["y"], "bottom": got["y"] + got["height"], "left": got["x"], "right": got["x"] + got["width"]}


def box_at_rest(page: WatchedPage, found: Locator) -> dict[str, float]:
    """Return where something lies once it lies there for a fifth of a second: a panel is placed anew as it is filled."""
    last: dict[str, float] = {}
    for _ in range(50):
        if (now := box(found)) == last:
            break
        last = now
        page.wait_for_timeout(200)
    return last


def scrolled(page: WatchedPage) -> float:
    return float(page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop"))


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_row_opens_in_its_place_and_in_sight(server: Server, new_page: NewPage, width: int, height: int) -> None:
    page = new_page(viewport={"width": width, "height": height})
    open_atlas(page, server.url)
    order = [row.get_attribute("data-fact") for row in page.locator(".facts .row").all()]
    for ident in OPEN:
        row = page.locator(f'.facts .row[data-fact="{ident}"]')
        row.scroll_into_view_if_needed()
        at, page_at = box(row)["top"], scrolled(page)
        after_apply(page, row.click)
        card = page.locator(f'.facts .card[data-fact="{ident}"]')
        expect(card).to_be_visible()
        expect(page.locator(".facts .card")).to_have_count(1)
        expect(row).to_be_focused()
        expect(row).to_have_attribute("aria-expanded", "true")
        assert [one.get_attribute("data-fact") for one in page.locator(".facts .row").all()] == order
        seen, now = box(page.locator(".facts .list")), box(card)
        if width >= 900:
            assert scrolled(page) == page_at
            assert seen["top"] - 1 <= now["top"] < seen["bottom"] - 60
        else:
            assert abs(now["top"] - at) < 12
        assert now["left"] >= 0
        assert now["right"] <= width
    after_apply(page, page.locator('.facts .row[data-fact="p06-offer"]').click)
    expect(page.locator(".facts .card")).to_have_count(0)
    assert page.watch.errors == []


def test_a_chosen_fact_is_found_on_its_page_and_one_that_does_not_pass_on_top(
    server: Server, page: WatchedPage, shipped: Atlas
) -> None:
    listed = shipped.listed(View(basis="all"))
    far = listed[131]
    open_atlas(page, f"{server.url}/?basis=all&fact={far.id}")
    expect(page.locator(f'.facts li .card[data-fact="{far.id}"]')).to_be_visible()
    seen, now = box(page.locator(".facts .list")), box(page.locator(".facts .card"))
    assert seen["top"] - 1 <= now["top"] < seen["bottom"]
    open_atlas(page, f"{server.url}/?topic=military&fact=p06-offer")
    expect(page.locator(".facts .list > .card")).to_contain_text("The filters leave this fact out")
    expect(page.locator(".facts [role=status]")).to_have_text(re.compile(r"^\d+ of 40 facts pass the filters$"))


def test_the_table_sorts_over_all_pages_and_opens_a_row_under_itself(
    server: Server, page: WatchedPage, shipped: Atlas
) -> None:
    open_atlas(page, f"{server.url}/?basis=all")
    page.get_by_text("Table", exact=True).click()
    head = page.locator(".facts thead th.date")
    expect(head).to_have_attribute("aria-sort", "none")
    rows = page.locator(".facts tbody .row")
    head.locator("button").focus()
    dated = [fact for fact in shipped.listed(View(basis="all")) if fact.date]
    first = min(dated, key=lambda fact: shipped.facts.earliest[shipped.facts.index[fact.id]])
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(rows.first).to_have_attribute("data-fact", first.id)
    expect(head.locator("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    last = max(dated, key=lambda fact: shipped.facts.earliest[shipped.facts.index[fact.id]])
    expect(rows.first).to_have_attribute("data-fact", last.id)
    rows.nth(3).focus()
    after_apply(page, lambda: page.keyboard.press("Enter"))
    expect(rows.nth(3)).to_have_attribute("aria-expanded", "true")
    expect(rows.nth(3)).to_be_focused()
    ident = rows.nth(3).get_attribute("data-fact")
    expect(page.locator(f'.facts tr.opened .card[data-fact="{ident}"]')).to_be_visible()
    assert page.watch.errors == []


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_nothing_of_the_table_is_cut(server: Server, new_page: NewPage, width: int, height: int) -> None:
    page = new_page(viewport={"width": width, "height": height})
    open_atlas(page, server.url)
    page.get_by_text("Table", exact=True).click()
    expect(page.locator(".facts table")).to_be_visible()
    cut = page.evaluate(
        f"""() => {{ {ROOTS} return all('.facts :is(td, th, .sort, .row)')
            .filter((n) => n.scrollWidth > n.clientWidth + 1 && getComputedStyle(n).overflowX !== 'visible')
            .map((n) => n.textContent); }}"""
    )
    assert cut == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_click_on_the_map_leaves_the_walk_for_the_place_with_a_way_back(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, f"{server.url}/?step=p06", heading=False)
    title = page.locator(".story h3")
    expect(title).to_contain_text("¶ 6")
    # A place button moves the camera alone, and the walk says so.
    frame.locator(".chip", has_text="Nagato").click()
    expect(title).to_contain_text("¶ 6")
    expect(page.locator(".story .keys")).to_contain_text("only move the map")
    after_apply(page, page.locator(".story .show").click)
    expect(title).to_contain_text("¶ 6")
    frame.locator(".chip", has_text="Four islands").click()
    after_apply(page, frame.locator(".callout").first.click)
    expect(page.locator(".facts .heading h2")).to_contain_text("about")
    expect(page).to_have_url(re.compile("place="))
    after_apply(page, page.locator(".facts [data-key=back]").click)
    expect(title).to_contain_text("¶ 6")
    expect(page).to_have_url(re.compile(r"\?step=p06$"))
    page.locator(".story .all").click()
    titles = page.locator(".story .dot .title")
    expect(titles.first).to_be_visible()
    after_apply(page, titles.nth(11).click)
    expect(title).to_contain_text("¶ 11")


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_panel_takes_the_keyboard_is_whole_and_gives_it_back(
    server: Server, new_page: NewPage, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    open_atlas(page, server.url)
    for name in ("Download layers", "Picture for print", "Share and cite"):
        opener = page.get_by_role("button", name=name)
        opener.click()
        body = page.locator("[data-testid=stPopoverBody]")
        expect(body.locator(".opened h2")).to_be_focused()
        expect(body.locator("button, textarea").last).to_be_attached()
        at = box_at_rest(page, body)
        assert at["left"] >= 0
        assert at["right"] <= width
        assert at["top"] >= 0
        assert at["bottom"] <= height
        # Either all of it shows, or it is as high as most of the window and scrolls.
        tall, shown = body.evaluate("(node) => [node.scrollHeight, node.clientHeight]")
        assert tall <= shown + 2 or shown > 0.35 * height
        last = box(body.locator("[data-testid=stElementContainer], [data-testid=stBidiComponentIsolated]").last)
        assert tall > shown + 2 or at["bottom"] - last["bottom"] < 60
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()


def printed(page: WatchedPage) -> str:
    """Return the text that a printed page has, less what takes no room on it."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 980})
    return str(
        page.evaluate(
            f"""() => {{ {ROOTS} return all('.facts .statement, .facts .print, .facts .printed div')
                .filter((n) => n.getClientRects().length && getComputedStyle(n).visibility === 'visible')
                .map((n) => n.textContent).join('\\n'); }}"""
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_has_the_map_and_every_selected_fact(
    server: Server, new_page: NewPage, shipped: Atlas, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    view = View(basis="all", topic=("military", "history"))
    open_atlas(page, f"{server.url}/?topic=history,military&basis=all")
    text = printed(page)
    listed = shipped.listed(view)
    assert len(listed) > 50
    assert [fact.id for fact in listed if fact.statement not in text] == []
    frame = box(page.locator(FRAME))
    assert frame["bottom"] - frame["top"] > 400
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 690
    # Nothing scrolls in itself: a printed box shows no more than it shows.
    boxes = page.evaluate(
        f"""() => {{ {ROOTS} return all('.facts .list, .facts .drawn, [data-testid=stMain]')
            .filter((n) => n.scrollHeight > n.clientHeight + 2 && getComputedStyle(n).overflowY !== 'visible')
            .map((n) => n.className); }}"""
    )
    assert boxes == []
    for name in ("Download layers", "Table", "Sources and method"):
        expect(page.get_by_text(name, exact=True)).to_be_hidden()
    dark = page.evaluate(f"() => {{ {ROOTS} return all('.facts .statement').map((n) => getComputedStyle(n).color); }}")
    assert set(dark) == {"rgb(0, 0, 0)"}


def test_a_printed_page_names_its_filters_and_has_nothing_to_press(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, f"{server.url}/?topic=history,military&q=island")
    assert "island" in page.locator(".filters .actives").inner_text()
    printed(page)
    assert {"history", "military", "“island”"} <= set(page.locator(".filters .actives").inner_text().split("\n"))
    for pressed in (".leaflet-control-zoom", ".chips", ".filters .cross", ".filters .bar", ".filters .basis"):
        for found in [*page.locator(pressed).all(), *frame.locator(pressed).all()]:
            expect(found).to_be_hidden()
    # No band lies empty between the head, what is chosen, and the map.
    chosen, head = box(page.locator(".filters .state")), box(page.locator(".st-key-head"))
    assert chosen["top"] - head["bottom"] < 40
    assert box(page.locator(FRAME))["top"] - chosen["bottom"] < 40


CUT = """(node) => {
    // The words of a cell that stand in more than one line.
    const found = [], texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1) found.push(word[0]);
        }
    }
    return found; }"""


def test_a_printed_table_breaks_no_word(server: Server, page: WatchedPage) -> None:
    open_atlas(page, f"{server.url}/?basis=all&topic=military")
    page.locator(".st-key-form").get_by_text("Table", exact=True).click()
    expect(page.locator(".facts table")).to_be_visible()
    printed(page)
    assert page.locator(".facts table").evaluate(CUT) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 690


def test_a_map_is_made_small_enough_for_paper_before_it_is_printed(server: Server, page: WatchedPage) -> None:
    """The browser prints at once what it has laid out: a map that learns of it later is cut, or half drawn."""
    open_atlas(page, f"{server.url}/?fact=p10-warplanes")
    before = box(page.locator(FRAME))
    assert before["right"] - before["left"] > 687
    shown = page.evaluate(
        """(frame) => { const node = document.querySelector(frame), inner = node.contentWindow;
            const size = () => { const { x, y } = inner.Atlas.store.map.getSize(); return [x, y]; };
            const screen = size();
            inner.dispatchEvent(new Event('beforeprint'));
            const { left, right, bottom } = inner.document.querySelector('.atlas').getBoundingClientRect();
            const found = { wide: right - left, spare: node.clientHeight - bottom, same: String(size()) === String(screen) };
            inner.dispatchEvent(new Event('afterprint'));
            return found; }""",
        FRAME,
    )
    assert shown == {"wide": pytest.approx(687, abs=1), "spare": pytest.approx(0, abs=3), "same": True}
    assert box(page.locator(FRAME)) == before


UNSPOKEN = f"""() => {{ {ROOTS}
const found = [];
for (const root of roots) {{
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {{
    const parent = node.parentElement;
    if (!parent || parent.closest('script, style, textarea, iframe')) continue;
    const lang = parent.closest('[lang]')?.lang || '';
    if (/[\\u3041-\\u30ff\\u3400-\\u9fff]/.test(node.data) && !/^(ja|zh|ain)/.test(lang)) found.push(node.data);
    if (/[\\u0400-\\u052f]/.test(node.data) && !/^(ru|uk)/.test(lang)) found.push(node.data);
  }}
}}
return found; }}"""


def test_every_run_of_another_language_says_which_it_is(server: Server, page: WatchedPage) -> None:
    seen = 0
    for query in ("?place=etorofu-iturup", "?place=mount-tyatya", "?fact=p06-offer&basis=all", "?step=p10"):
        open_atlas(page, server.url + "/" + query, heading="step" not in query)
        assert page.evaluate(UNSPOKEN) == [], query
        seen += page.evaluate(f"() => {{ {ROOTS} return all('[lang=ja], [lang=ru]').length; }}")
    assert seen > 20
    for name in ("Sources and method", "Japan says / Russia says"):
        page.get_by_role("button", name=name).click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        expect(dialog.locator("a[href^=http]").first).to_be_visible()
        assert dialog.evaluate("(node) => node.contains(document.activeElement)")
        assert page.evaluate(UNSPOKEN) == [], name
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name=name)).to_be_focused()


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_what_is_pressed_is_large_enough(server: Server, new_page: NewPage, touch: bool, least: int) -> None:
    options: dict[str, Any] = {"has_touch": True, "is_mobile": True} if touch else {}
    page = new_page(viewport={"width": 390, "height": 844}, **options)
    for query in ("", "?place=etorofu-iturup", "?step=p10"):
        open_atlas(page, server.url + "/" + query, heading="step" not in query)
        small = page.evaluate(
            f"""(least) => {{ {ROOTS} return all('.facts, .story').flatMap((n) => [...n.querySelectorAll({BUTTON!r})])
                .map((n) => [n.textContent, n.getBoundingClientRect()])
                .filter(([, at]) => at.width && (at.height < least || at.width < 24)).map(([text]) => text); }}""",
            least,
        )
        assert small == [], query


def test_in_forced_colours_the_open_row_and_the_step_still_show(server: Server, new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    open_atlas(page, server.url)
    row = page.locator(".facts .card .row")
    expect(row).to_have_css("outline-style", "solid")
    expect(page.locator(".facts .card")).to_have_css("border-left-style", "solid")
    marks = page.locator(".facts .rows .mark")
    assert {mark.evaluate("(node) => getComputedStyle(node).forcedColorAdjust") for mark in marks.all()} == {"none"}
    open_atlas(page, f"{server.url}/?step=p10", heading=False)
    expect(page.locator(".story [aria-current=step]")).to_have_css("outline-style", "solid")
