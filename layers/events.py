"""Events: a solid outline on an area, a ring of the stated radius about a city, a square in lists and legend."""

from layers.layer import Ink, Layer

LAYER = Layer(id="events", symbol="square", ink=Ink("#1B5E9E", "#7DB9F0"))
