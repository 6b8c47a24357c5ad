"""Computed lines: both sides' dashed alike, in an ink that is neither's."""

from layers.inks import INKS
from layers.layer import Layer

LAYER = Layer("lines", INKS["computed"], "lines")
