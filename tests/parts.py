"""The parts of the product: folders of code, from the lowest up, without the files that start it."""

from __future__ import annotations

PARTS = (
    "geo",
    "layers",
    "web",
    "maps",
    "pictures",
    "reading",
    "onefile",
    "publish",
    "work",
    "commands",
    "dashboard",
    "api",
)
