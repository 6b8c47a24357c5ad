"""The islands: land of their own colour with a solid coast; the chain as a dashed outline, as it is wider than the dispute."""

from layers.layer import Ink, Layer

LAYER = Layer(id="islands", symbol="land", ink=Ink("#6B5A2E", "#D8C48A"))
