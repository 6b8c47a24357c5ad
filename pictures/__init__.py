"""Pictures for print: the present view as PNG, SVG or PDF, drawn on the server with GeoPandas and Matplotlib.

Matplotlib is loaded at the first drawing and not before, so the server's start does not pay for it.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from geo.atlas import Atlas
from geo.errors import PictureError
from geo.paths import FONTS, GROUND, LAND, LOCALE
from geo.view.parameters import View, to_query
from pictures.spec import CARD, CARD_SPEC, FORMATS, MEDIA_TYPES, OPTIONS, SIZES, Option, Spec, parse_spec

__all__ = [
    "CARD",
    "CARD_SPEC",
    "FORMATS",
    "MEDIA_TYPES",
    "OPTIONS",
    "SIZES",
    "Option",
    "Spec",
    "draw",
    "file_name",
    "parse_spec",
    "tag",
]

_ONE = Lock()
"""Matplotlib's settings belong to the process, and a drawing holds its pixels in memory: one drawing at a time."""


@lru_cache(maxsize=8)
def draw(atlas: Atlas, view: View, spec: Spec) -> bytes:
    """Return a view as a picture.

    Parameters
    ----------
    atlas
        The opened data. The picture is of the view's article.
    view
        What is selected and shown.
    spec
        The picture's format, size and theme.

    Returns
    -------
    bytes
        A file of ``spec.format``. The same data, view and spec give the same bytes.

    Raises
    ------
    KeyError
        The data lack the view's article, or the bookmark of ``spec``.
    geo.errors.PictureError
        Matplotlib finds no folder that it may write.
    """
    try:
        from pictures import page
        from pictures.drawing import draw as draw_page
    except OSError as error:
        # Matplotlib keeps a list of fonts in a folder, and is not loaded where it finds none that it may write.
        raise PictureError(
            f"no picture can be drawn ({error}): set MPLCONFIGDIR or TMPDIR to a folder to write in"
        ) from error

    with _ONE, page.settings():
        return draw_page(atlas.of(view.article), view, spec)


def tag(atlas: Atlas, view: View, spec: Spec) -> str:
    """Return a name of a picture's bytes without drawing it: of the data, the view, what it is to be, and what draws it.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    spec
        The picture's format, size and theme.

    Returns
    -------
    str
        The first 32 hexadecimal digits of a SHA-256.
    """
    name = "\n".join([atlas.hash, to_query(view), *map(str, astuple(spec)), _edition()])
    return hashlib.sha256(name.encode()).hexdigest()[:32]


@cache
def _edition() -> str:
    """Return a hash over what draws pictures beside the data: code, words, land, ground and fonts, and Matplotlib's version."""
    digest = hashlib.sha256(version("matplotlib").encode())
    own = [*Path(__file__).parent.glob("*.py"), *LOCALE.glob("*.json"), *FONTS.glob("*.ttf")]
    for path in sorted([*own, *LAND.glob("land_*.geojson"), *GROUND.iterdir()]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def file_name(atlas: Atlas, spec: Spec) -> str:
    """Return the name under which a picture is saved.

    Parameters
    ----------
    atlas
        The opened data; its id is the name's stem.
    spec
        The picture's format, size and theme; its format is the name's ending.
    """
    return f"{atlas.catalog.about.id}.{spec.format}"
