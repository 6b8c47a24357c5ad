"""Computed waters: a pale band with a dotted edge, off until asked for."""

from layers.inks import INKS
from layers.layer import Layer

LAYER = Layer("waters", INKS["computed"], "waters")
