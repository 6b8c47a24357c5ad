"""What may keep a publication from being written."""

from __future__ import annotations

from geo.errors import AtlasError


class CannotPublish(AtlasError):
    """The folder is somebody else's, or the address is none that a page may have; the message says what to do."""
