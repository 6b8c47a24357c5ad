"""Computed waters: a pale band with a dotted edge, off until asked for."""

from layers.layer import Ink, Layer

LAYER = Layer(id="waters", symbol="waters", ink=Ink("#5B5F66", "#B4BCC4"))
