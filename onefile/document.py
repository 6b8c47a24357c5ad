"""The HTML around the content: fixed markup, our styles and scripts by their hash, and the data as inert JSON."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from geo.messages import Messages
from web.assets import MAP_SCRIPTS, MAP_STYLES, asset_files, read_component

HERE = Path(__file__).resolve().parent
PAGE_SCRIPTS = ("answers.js", "texts.js", "controls.js", "page.js")
"""The page's own scripts in the order in which they run."""

_ACTIVE = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def inert(value: Any) -> str:
    """Return a value as JSON that no HTML parser can take for markup, whatever its texts hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda found: _ACTIVE[found.group()], text)


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(script: str, style: str) -> str:
    """Return the page's Content-Security-Policy: this script, this style, pictures in the page itself, and nothing else."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _read(paths: Iterable[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


@cache
def script() -> str:
    """Return all scripts as one: Leaflet, the map's, the dashboard's list, and the page's own."""
    files, cards = asset_files(), read_component("facts")
    maps = _read(files[name] for name in MAP_SCRIPTS)
    page = _read(HERE / name for name in PAGE_SCRIPTS)
    return "\n;\n".join(
        [*maps, f"window.Atlas.cards = (function () {{\n{cards.script}\nreturn {cards.draw};\n}})();", *page]
    )


@cache
def style() -> str:
    """Return all styles as one. Leaflet's pictures are of controls that this map does not have."""
    files = asset_files()
    maps = _read(files[name] for name in MAP_STYLES)
    texts = [*maps, read_component("facts").style, *_read([HERE / "page.css"])]
    return re.sub(r"url\([^)]*\)", "none", "\n".join(texts))


def render(words: Messages, content: Mapping[str, Any]) -> bytes:
    """Return the page. Only words of the catalogue stand in its markup; the data stand in one JSON text."""
    title, without = escape(words.text("page.title")), escape(words.text("onefile.noscript"))
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(script(), style())}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style()}</style>\n</head>\n<body>\n<noscript>{without}</noscript>\n"
        f'<script type="application/json" id="content">{inert(content)}</script>\n<script>{script()}</script>\n'
        "</body>\n</html>\n"
    ).encode()
