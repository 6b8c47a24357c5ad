"""The islands: land of their own colour with a solid coast; the chain as a dashed outline, as it is wider than the dispute."""

from layers.inks import INKS
from layers.layer import Layer
from layers.rules import LAND

LAYER = Layer("islands", INKS["coast"], "land", LAND)
