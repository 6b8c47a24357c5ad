"""The HTML around the content: fixed markup, our styles and scripts by their hash, and the data as inert JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from geo.messages import Messages
from web.assets import MAP_STYLES, asset_files, in_page, map_script, read_component, shared_script
from web.hashes import source_hash
from web.templates import render as fill_in

HERE = Path(__file__).resolve().parent
PAGE_SCRIPTS = ("search.js", "answers.js", "texts.js", "controls.js", "page.js", "start.js")
"""The page's own scripts in the order in which they run."""


def policy(script: str, style: str) -> str:
    """Return the page's Content-Security-Policy: this script, this style, pictures and fonts in the page, and no more.

    Parameters
    ----------
    script
        The text of the one inline script, byte for byte as it stands in the page.
    style
        The text of the one style sheet, likewise.
    """
    return (
        f"default-src 'none'; script-src '{source_hash(script)}'; style-src '{source_hash(style)}'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _read(paths: Iterable[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


@cache
def script(start: tuple[Path, ...] = (HERE / PAGE_SCRIPTS[-1],)) -> str:
    """Return all scripts as one: Leaflet, the map's, the dashboard's list, the page's own, and what opens the page.

    Parameters
    ----------
    start
        The scripts that give the page its data and its address, in order.
    """
    cards = read_component("facts")
    page = _read([*(HERE / name for name in PAGE_SCRIPTS[:-1]), *start])
    return "\n;\n".join(
        [
            map_script(),
            f"window.Atlas.cards = (function () {{\n{shared_script()}\n{cards.script}\nreturn {cards.draw};\n}})();",
            *page,
        ]
    )


@cache
def style(address: Callable[[Path], str] = in_page) -> str:
    """Return all styles as one. Leaflet's pictures are of controls that this map does not have.

    Parameters
    ----------
    address
        Gives where a font is read: in the sheet itself, or beside it.
    """
    files = asset_files()
    maps = _read(files[name] for name in MAP_STYLES)
    texts = [*maps, read_component("facts").style, *_read([HERE / "page.css"])]
    joined = re.sub(r'url\((?!"source-sans-3/)[^)]*\)', "none", "\n".join(texts))
    return re.sub(r'url\("(source-sans-3/[^"]*)"\)', lambda found: f"url({address(files[found[1]])})", joined)


def render(words: Messages, content: Mapping[str, Any]) -> bytes:
    """Return the page. Only words of the catalogue stand in its markup; the data stand in one JSON text.

    Parameters
    ----------
    words
        The catalogue of one language.
    content
        What :func:`onefile.content.build_content` makes.

    Returns
    -------
    bytes
        HTML in UTF-8, with a line feed at its end.
    """
    # Styles and scripts are our own files and stand as they are, so that their hashes hold.
    ours = {"style": Markup(style()), "script": Markup(script())}  # noqa: S704 - no value from outside
    told = policy(script(), style())
    return fill_in(HERE, "page.html", words=words, policy=told, content=content, **ours).encode() + b"\n"
