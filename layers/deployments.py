"""Military claims and plans: a 45° hatch over the area that the source gives; a plan is dashed and has no fill."""

from layers.layer import Ink, Layer

LAYER = Layer(id="deployments", symbol="hatch", ink=Ink("#A63A00", "#FF9E66"))
