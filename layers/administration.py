"""Who administered what, step by step: patterns of one ink, no flag and no side's colour."""

from layers.inks import INKS
from layers.layer import Layer

LAYER = Layer("administration", INKS["unit"], "units")
