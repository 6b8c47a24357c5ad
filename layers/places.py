"""Places by name: what stands where, written by rank from far to near; no mark of any fact."""

from layers.layer import Ink, Layer

LAYER = Layer(id="places", symbol="label", ink=Ink("#4C5A66", "#A9B7C3"))
