"""Who administered what, step by step: patterns of one ink, no flag and no side's colour."""

from layers.layer import Ink, Layer

LAYER = Layer(id="administration", symbol="period", ink=Ink("#4A5560", "#C3CDD6"))
