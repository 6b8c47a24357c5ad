"""Computed lines: both sides' dashed alike, in an ink that is neither's."""

from layers.layer import Ink, Layer

LAYER = Layer(id="lines", symbol="line", ink=Ink("#5B5F66", "#B4BCC4"))
