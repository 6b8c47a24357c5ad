"""The cards of a publication's pages: drawn by all cores of the machine, made small, and each picture stored once."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

import pictures
from geo.atlas import Atlas, data_folder, open_atlas
from geo.view.parameters import View, to_query
from publish.errors import CannotPublish
from publish.publication import File, hashed

COLOURS = 256
_ROUNDS = 2
"""Of k-means after the median cut, which alone leaves the few pixels of an ink with a neighbour's colour."""
MOST = 8
"""Processes at most: each holds some 400 MB while it draws."""

_opened: list[tuple[Atlas, str]] = []
"""The data in a process that draws, once it has begun, and the name of those that it is to draw."""


def drawn(atlas: Atlas, views: Iterable[View]) -> dict[str, File]:
    """Return the card of each view by its query, as a file under a name by its content: views that look alike share one.

    Parameters
    ----------
    atlas
        The opened data, of all articles: those of the folder in the settings.
    views
        The views, each once.

    Raises
    ------
    CannotPublish
        A process that draws could not be started, or was ended, or found other data in the folder.
    geo.errors.PictureError
        Matplotlib finds no folder that it may write.
    """
    wanted = list(views)
    workers = min(MOST, os.cpu_count() or 1)
    try:
        # Begun afresh, as a copy of this process would have its locks without its threads. Each reads the data itself: what does
        # not fit into the pipe of a process that begins would be written for ever if that process ended before it reads.
        with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (data_folder(), atlas.hash)) as pool:
            made = list(pool.map(_draw, wanted))
    except (BrokenProcessPool, OSError) as error:
        raise CannotPublish(f"the cards could not be drawn ({error}): --no-cards publishes without them") from error
    return {to_query(view): hashed("cards", "card.png", content) for view, content in zip(wanted, made, strict=True)}


def card(atlas: Atlas, view: View) -> bytes:
    """Return the card of a view: a PNG of at most :data:`COLOURS` colours, a third of the size that all would take.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    with Image.open(io.BytesIO(pictures.draw(atlas, view, pictures.CARD_SPEC))) as picture:
        told, out = PngInfo(), io.BytesIO()
        for name in ("Title", "Description"):
            told.add_itxt(name, str(picture.info[name]))
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=_ROUNDS)
        few.save(out, "PNG", optimize=True, pnginfo=told)
    return out.getvalue()


def _begin(folder: Path, data: str) -> None:
    """Open the data in a process that draws, and leave it to the one that asks to be stopped by the keyboard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _opened.append((open_atlas(folder), data))


def _draw(view: View) -> bytes:
    atlas, data = _opened[0]
    if atlas.hash != data:
        raise CannotPublish("the data folder has changed since it was read: publish once more")
    return card(atlas, view)
