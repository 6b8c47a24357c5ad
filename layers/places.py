"""Places by name: what stands where, written by rank from far to near; no mark of any fact."""

from layers.inks import INKS
from layers.layer import Layer

LAYER = Layer("places", INKS["quiet"], "names")
