"""Military claims and plans: a 45° hatch over the area that the source gives; a plan is dashed and has no fill."""

from layers.inks import INKS
from layers.layer import Layer
from layers.rules import marks_with

LAYER = Layer("deployments", INKS["military"], rules=marks_with("hatch"))
