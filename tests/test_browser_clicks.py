"""Quick clicks while answers are late: whatever their order, what was clicked last holds, and nothing flickers back."""

from __future__ import annotations

import random
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import open_atlas
from playwright.sync_api import Page, expect
from serving import Server

import layers
from dashboard import timeline
from geo.atlas import atlas
from geo.messages import messages
from geo.view.parameters import View, parse_view

LATE_MS = 350
SLOW = """(late) => {
    // Every answer of the server comes late, in its order.
    const listen = WebSocket.prototype.addEventListener;
    WebSocket.prototype.addEventListener = function (kind, act, ...rest) {
        const slow = kind === 'message' ? (event) => setTimeout(() => act.call(this, event), late) : act;
        return listen.call(this, kind, slow, ...rest);
    };
}"""
EVERYWHERE = (
    "const roots = [document, ...[...document.querySelectorAll('*')].map((n) => n.shadowRoot).filter(Boolean)];"
)


def slow(page: Page, late_ms: int = LATE_MS) -> None:
    page.add_init_script(f"({SLOW})({late_ms})")


def pressed(page: Page) -> dict[str, bool]:
    """Return for each option that is listed whether it is pressed."""
    return dict(
        page.evaluate(
            f"""() => {{ {EVERYWHERE} return roots.flatMap((root) => [...root.querySelectorAll('.filters .option')])
            .map((node) => [node.dataset.option, node.getAttribute('aria-pressed') === 'true']); }}"""
        )
    )


def click(page: Page, option: str) -> bool:
    """Click an option if it is listed at this moment; tell whether it was."""
    return bool(
        page.evaluate(
            f"""(option) => {{ {EVERYWHERE} const nodes = roots.map((root) => root.querySelector(
            `.filters [data-option="${{option}}"]`)).filter(Boolean); nodes.forEach((node) => node.click());
            return nodes.length === 1; }}""",
            option,
        )
    )


def chosen(view: View) -> set[str]:
    """Return the options that a view has chosen, as the page names them."""
    fields = ("layer", "topic", "said_by", "evidence", "modality", "actor")
    return {f"{field}.{value}" for field in fields for value in getattr(view, field)}


def expect_view(page: Page, wanted: set[str]) -> None:
    """Wait until address and buttons both say what is wanted; an answer that is still on its way may change the address again."""
    for _ in range(60):
        view, dropped = parse_view(parse_qsl(urlsplit(page.url).query), atlas().vocabulary)
        shown = {option for option, on in pressed(page).items() if on}
        if chosen(view) == wanted == shown:
            break
        page.wait_for_timeout(250)
    assert not dropped
    assert chosen(view) == wanted
    assert shown == wanted


@pytest.mark.parametrize("seed", [12, 2018])
def test_quick_clicks_leave_what_was_clicked_last(server: Server, new_page: NewPage, seed: int) -> None:
    page = new_page(reduced_motion="no-preference")
    slow(page)
    open_atlas(page, server.url)
    dice, wanted = random.Random(seed), set[str]()
    # Few options, so that many are clicked again before the first click is answered.
    shown_layers = [option for option in pressed(page) if option.startswith("layer.")][:3]
    options = [*shown_layers, *(option for option in pressed(page) if option.startswith("topic."))][:5]
    for _ in range(30):
        option = dice.choice(options)
        if click(page, option):
            wanted ^= {option}
        page.wait_for_timeout(dice.choice([0, 0, 30, 120, 400]))
        shown = pressed(page)
        assert {name for name, on in shown.items() if on} == wanted & shown.keys()
    expect_view(page, wanted)
    # The page settles: no answer that is still on its way changes it.
    page.wait_for_timeout(3 * LATE_MS)
    expect_view(page, wanted)


def test_a_view_that_comes_back_while_its_answers_are_late_ends_no_connection(
    server: Server, page: WatchedPage
) -> None:
    """Four views are on their way when the first one is asked for again: Streamlit's browser has then forgotten its messages."""
    slow(page, 1_500)
    open_atlas(page, server.url)
    page.wait_for_timeout(3_000)
    first, second, third = [option for option in pressed(page) if option.startswith("topic.")][:3]
    for option in (first, second, second, third, third, first):
        assert click(page, option)
        page.wait_for_timeout(250)
    expect_view(page, set())
    page.wait_for_timeout(3_500)
    assert click(page, third)
    expect_view(page, {third})
    assert page.watch.errors == []


def test_a_filter_and_an_overlay_in_one_breath_both_hold(server: Server, page: WatchedPage) -> None:
    slow(page)
    open_atlas(page, server.url)
    words = messages("en")
    optional = (name for name, layer in atlas().layers.items() if layer.rule.optional)
    overlay = next(name for name in optional if layers.look(name).draws != "units")
    label = words.text(f"overlay.{overlay}") if words.has(f"overlay.{overlay}") else words.label("layer", overlay)
    pill = page.get_by_role("button", name=label, exact=True)
    pill.click()
    option = next(name for name in pressed(page) if name.startswith("topic."))
    assert click(page, option)
    expect(page).to_have_url(re.compile(f"overlay={overlay}"))
    expect_view(page, {option})
    assert dict(parse_qsl(urlsplit(page.url).query))["overlay"] == overlay
    expect(pill).to_have_attribute("aria-pressed", "true")


def test_arrow_keys_turn_as_many_steps_as_are_pressed(server: Server, page: WatchedPage) -> None:
    slow(page)
    steps = list(atlas().catalog.stories)
    open_atlas(page, f"{server.url}/?step={steps[0]}", heading=False)
    page.locator(".story").focus()
    for key in ["ArrowRight"] * 4 + ["ArrowLeft"] + ["ArrowRight"] * 2:
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(f"step={steps[5]}$"))
    expect(page.locator(".story [aria-current=step]")).to_have_count(1)
    page.wait_for_timeout(3 * LATE_MS)
    expect(page).to_have_url(re.compile(f"step={steps[5]}$"))


def test_shift_extends_the_range_that_was_just_chosen(server: Server, page: WatchedPage) -> None:
    slow(page)
    open_atlas(page, server.url)
    ends = page.evaluate(
        f"""() => {{ {EVERYWHERE}
        const bins = roots.flatMap((root) => [...root.querySelectorAll('.bin')]);
        const first = bins.findIndex((bin) => bin.querySelector('.n').textContent), last = first + 2;
        const press = (i, shiftKey) => bins[i].dispatchEvent(new MouseEvent('click', {{ detail: 0, shiftKey }}));
        press(first, false);
        press(last, true);
        return [first, last]; }}"""
    )
    first, last = (timeline.bins_of(atlas())[i] for i in ends)
    expect(page).to_have_url(re.compile(f"from={first.first}.*to={last.last}"))
