"""Files as a web server sends them: compressed beforehand where that helps, and a list of all with their hashes."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping

import brotli

SUMS = "SHA256SUMS"
"""The list, in the form of GNU coreutils: ``sha256sum --check SHA256SUMS``."""

_TEXTS = (
    *(".html", ".css", ".js", ".json", ".xml", ".atom", ".txt"),
    *(".geojson", ".csv", ".kml", ".gpkg", ".fgb"),
)
"""Endings of what is sent compressed; images, fonts, GeoParquet and zip are already."""
_QUALITY = 9
_WINDOW = 24
"""In base-2 logarithm of bytes, brotli's widest: an area stands again and again, far apart."""


def compressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the compressed copies, ``<path>.gz`` and ``<path>.br``; a copy that saves nothing is left out.

    Parameters
    ----------
    files
        Content by path.
    """
    found: dict[str, bytes] = {}
    for name, content in files.items():
        if not name.endswith(_TEXTS):
            continue
        copies = {
            ".gz": gzip.compress(content, 9, mtime=0),
            ".br": brotli.compress(content, quality=_QUALITY, lgwin=_WINDOW),
        }
        found |= {name + ending: copy for ending, copy in copies.items() if len(copy) < len(content)}
    return found


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the list of all files, in the order of their paths.

    Parameters
    ----------
    files
        Content by path.
    """
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def listed(text: str) -> dict[str, str]:
    """Return the hashes by path that a list holds.

    Parameters
    ----------
    text
        What :func:`sums` gave, decoded.

    Raises
    ------
    ValueError
        A line is none of such a list.
    """
    found = {}
    for line in text.splitlines():
        digest, gap, name = line[:64], line[64:66], line[66:]
        if gap != "  " or not name or set(digest) - set("0123456789abcdef"):
            raise ValueError(line)
        found[name] = digest
    return found
