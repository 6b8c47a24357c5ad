"""Events: a broad outline on an area, a ring of the stated radius about a city."""

from layers.inks import INKS
from layers.layer import Layer
from layers.rules import marks_with

LAYER = Layer("events", INKS["event"], rules=marks_with("outline"))
