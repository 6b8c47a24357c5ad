"""The page's buttons for a picture: choices, one button a format, and the address that gives the same."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pictures
from geo.atlas import atlas
from geo.messages import messages

pytestmark = pytest.mark.slow

WORDS = messages("en")
LINK = re.compile(r'<a class="download" href="(?P<href>[^"]*)" download="[^"]+">(?P<label>[^<]*)</a>')


def panel() -> None:
    """Draw the panel alone, as a page."""
    from dashboard import pictures
    from geo.atlas import atlas
    from geo.text.catalogue import words_of
    from geo.view.parameters import View

    pictures.draw_panel_of_pictures(words_of(atlas(), "en"), atlas(), View(topic=("military",)))


def test_there_is_a_button_for_each_format_and_the_address_follows_the_choices() -> None:
    page = AppTest.from_function(panel, default_timeout=30)
    page.session_state["drawing"] = True
    page.run()
    assert not page.exception
    links = [LINK.search(element.proto.body) for element in page.get("html")]
    told = [WORDS.text(f"picture.format.{name}") for name in pictures.FORMATS]
    assert [unescape(found["label"]) for found in links if found] == told
    asked = [f"/api/picture.{name}?size=a4&theme=light&topic=military" for name in pictures.FORMATS]
    assert [unescape(found["href"]) for found in links if found] == asked
    assert page.code[0].value == "/api/picture.png?size=a4&theme=light&topic=military"
    groups: list[Any] = list(page.get("button_group"))
    size, theme, part = groups
    assert part.options == [
        "As on the map",
        *(mark.label for mark in atlas().catalog.bookmarks.values()),
    ]
    size.set_value("slide")
    theme.set_value("dark")
    part.set_value("vladivostok").run()
    assert page.code[0].value == "/api/picture.png?size=slide&theme=dark&bookmark=vladivostok&topic=military"
