"""Geometries of the data folder, as its files under ``geometry/`` hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from shapely.geometry.base import BaseGeometry

from geo.records.base import Unread


@dataclass(frozen=True)
class SourceGeometry:
    """A geometry of a file under ``geometry/`` in EPSG:4326, with where it comes from and under which licence.

    Attributes
    ----------
    shape
        A valid geometry in EPSG:4326, lon lat, that is not empty.
    origin
        Whom the geometry is from: the file's ``attribution``.
    licence
        The file's ``licence``, such as ``ODbL 1.0``.
    properties
        The feature's properties as they stand in the file.
    """

    shape: BaseGeometry
    origin: str
    licence: str
    properties: dict[str, Any]


class UnreadGeometry(SourceGeometry):
    """A geometry that could not be read: what is wrong with it is told in its file, and who asks for it is told nothing."""

    def __init__(self) -> None:
        """Hold nothing."""

    def __getattr__(self, name: str) -> NoReturn:
        """Tell whoever asks that nothing was read."""
        raise Unread(name)
