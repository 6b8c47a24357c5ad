"""Run by the Python that QGIS comes with: draws layers without a screen, and says as JSON which features it drew and how.

``python3 qgis_draws.py SOURCE...``, where a source is a file, of which every layer is drawn that QGIS offers, or an address of
OGC API – Features with ``#`` and the name of a collection, then ``|`` and a style to load.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsRectangle,
    QgsRenderContext,
    QgsRenderedFeatureHandlerInterface,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize


class _Seen(QgsRenderedFeatureHandlerInterface):  # type: ignore[misc]
    """Notes the number of each feature that is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: set[int] = set()

    def handleRenderedFeature(self, feature: Any, *_: Any) -> None:  # noqa: N802 - the name is QGIS's
        self.numbers.add(feature.id())


def _settings(layer: Any) -> Any:
    found = QgsMapSettings()
    found.setLayers([layer])
    found.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    found.setOutputSize(QSize(360, 180))
    found.setExtent(QgsRectangle(-180, -90, 180, 90))
    return found


def _drawn(layer: Any) -> list[str]:
    """Draw a layer and return the ids of the features that were drawn."""
    # What is handed over has only the properties that a rule asks for.
    ids = {feature.id(): feature["id"] for feature in layer.getFeatures()}
    seen, settings = _Seen(), _settings(layer)
    settings.addRenderedFeatureHandler(seen)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return sorted(ids[number] for number in seen.numbers)


def _symbols(layer: Any) -> dict[str, list[str]]:
    """Return the symbols of the rules that each feature falls under, by its id: a rule's key begins with a symbol's."""
    context = QgsRenderContext.fromMapSettings(_settings(layer))
    context.expressionContext().appendScope(QgsExpressionContextUtils.layerScope(layer))
    renderer, found = layer.renderer().clone(), {}
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context) if feature.hasGeometry() else ()
        found[feature["id"]] = sorted(key.split(":")[0] for key in keys if ":" in key)
    renderer.stopRender(context)
    return found


def _layers(source: str) -> Iterator[Any]:
    """Yield the layers that QGIS offers of a source, each in the style that it finds for it."""
    address, _, name = source.partition("#")
    if name:
        name, _, style = name.partition("|")
        made = QgsVectorLayer(f"url='{address}' typename='{name}' pageSize='1000'", name, "OAPIF")
        made.loadNamedStyle(style)
        yield made
        return
    options = QgsProviderSublayerDetails.LayerOptions(QgsProject.instance().transformContext())
    options.loadDefaultStyle = True
    flags = Qgis.SublayerQueryFlags(Qgis.SublayerQueryFlag.ResolveGeometryType)
    for details in QgsProviderRegistry.instance().querySublayers(source, flags):
        yield details.toLayer(options)


def _told(source: str, layer: Any) -> dict[str, Any]:
    kind = layer.renderer().type() if layer.renderer() else ""
    told = {"source": source, "layer": layer.name(), "renderer": kind, "kind": int(layer.geometryType())}
    return told | {"drawn": _drawn(layer), "symbols": _symbols(layer), "labels": layer.labelsEnabled()}


def _main(sources: list[str]) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    found = [_told(source, layer) for source in sources for layer in _layers(source) if layer.isSpatial()]
    print(json.dumps(found))
    sys.stdout.flush()
    # QGIS would end with a fault of memory: layers are let go of in Python after it has gone.
    os._exit(0)


_main(sys.argv[1:])
