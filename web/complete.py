"""Whether all of the project's own files are there that its code names: scripts, styles, templates and words.

A part that is missing would be told by the reader who comes upon it, long after the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.atlas import atlas
from geo.errors import SettingError
from geo.messages import LANGUAGES
from geo.paths import LOCALE, ROOT
from geo.text.catalogue import words_of
from web.assets import LISTS, MAP_SCRIPTS, MAP_STYLES, PARTS, asset_files

ROOMS = ("dashboard", "api", "onefile", "publish", "reading", "pictures", "maps", "geo", "web")
"""The packages whose code names words and templates."""
_KEY = re.compile(r"""(?:\.text|A\.say)\(\s*["']([a-z_]+(?:\.[a-z0-9_]+)+)["']""")
# Streamlit's own page, and what a publication calls its own, are no templates of ours.
_TEMPLATE = re.compile(r'"(?!index\.html|404\.html)([\w-]+\.html)"')


def check_complete() -> None:
    """Look for each file and each word that the code names.

    The data have been opened: some words are theirs.

    Raises
    ------
    geo.errors.SettingError
        Something is missing; the error lists all of it.
    """
    if missing := [*_scripts(), *_named_in_code()]:
        told = "\n".join(f"  {item}" for item in missing)
        raise SettingError(f"files of this project are not as they were delivered; restore them:\n{told}")


def _scripts() -> Iterator[str]:
    """Yield the map's scripts and styles that are not there, and the parts of the lists and of the page's components."""
    for name in (*MAP_SCRIPTS, *MAP_STYLES):
        if name not in asset_files():
            yield f"web/map/{name}: is missing"
    for name, parts in PARTS.items():
        home = LISTS if name == "facts" else ROOT / "dashboard"
        for file in (f"{name}.js", f"{name}.css", *(f"{name}-{part}.js" for part in parts)):
            if not (home / file).is_file():
                yield f"{(home / file).relative_to(ROOT).as_posix()}: is missing"


def _named_in_code() -> Iterator[str]:
    """Yield each template and each word that code names as it stands and that is not there."""
    keys: set[str] = set()
    for room in ROOMS:
        # The atlas in one file brings some words of its own to its scripts.
        for path in sorted((ROOT / room).rglob("*.py" if room == "onefile" else "*.[pj][ys]")):
            text = path.read_text(encoding="utf-8")
            keys |= set(_KEY.findall(text))
            for name in _TEMPLATE.findall(text):
                if path.suffix == ".py" and not (path.parent / "templates" / name).is_file():
                    yield f"{path.parent.name}/templates/{name}: is missing"
    for language in LANGUAGES:
        words = words_of(atlas(), language)
        yield from (f"{LOCALE.name}/{language}.json: has no '{key}'" for key in sorted(keys) if not words.has(key))
