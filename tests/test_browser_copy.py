"""Where the browser lets nothing be copied, a button that copies says what to do instead, and the link is there."""

from __future__ import annotations

import pytest
from conftest import NewPage
from journeys import open_atlas
from playwright.sync_api import expect
from serving import Server

FORBIDDEN = (
    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error('no'))}});"
)
ABSENT = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"


@pytest.mark.parametrize("script", [FORBIDDEN, ABSENT], ids=["refused", "absent"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_link_that_cannot_be_copied_is_shown(server: Server, new_page: NewPage, width: int, script: str) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.add_init_script(script)
    open_atlas(page, f"{server.url}/?place=kunashiri-kunashir&fact=p10-buildup&topic=military")
    for button in (".facts .heading .copy", ".facts .card .copy"):
        copy = page.locator(button).first
        expect(copy).to_have_text("Copy link")
        for _ in range(2):
            copy.click()
            field = page.locator(".facts input.address")
            expect(field).to_have_count(1)
            expect(field).to_be_focused()
            expect(copy).to_have_text("Copy it here:")
        assert field.input_value().startswith(f"{server.url}/?")
        assert "place=kunashiri-kunashir" in field.input_value()
        chosen = field.evaluate("(node) => node.value.slice(node.selectionStart, node.selectionEnd) === node.value")
        assert chosen
        box = field.bounding_box()
        assert box is not None
        assert box["width"] > 150
        assert box["x"] + box["width"] <= width
        field.evaluate("(node) => node.remove()")
    copy = page.locator(".filters .copy")
    copy.click()
    expect(copy).to_have_text("Copy it from the address bar")
