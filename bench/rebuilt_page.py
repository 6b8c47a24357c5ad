"""The usual way, for comparison: the product's own page, with its map built again by ``st_folium`` at every rerun."""

import runpy
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

import dashboard.map
import dashboard.mounted
from geo.atlas import Atlas
from geo.records.fact import Fact
from geo.tables.selection import Selection
from geo.view.parameters import View
from web.assets import asset_hash

LEAFLET = f"../../assets/{asset_hash()}/leaflet-1.9.4/leaflet"
COLOURS = {"islands": "#6B5A2E", "deployments": "#A63A00", "events": "#1B5E9E"}


def show(atlas: Atlas, view: View, selection: Selection, fact: Fact | None) -> None:  # noqa: ARG001 - takes the place of one with these
    """Draw the features that pass as a new folium map."""
    made = folium.Map(location=(44.55, 146.75), zoom_start=7, tiles=None)
    made.default_js = [("leaflet", f"{LEAFLET}.js")]
    made.default_css = [("leaflet", f"{LEAFLET}.css")]
    for name, layer in atlas.layers.items():
        kept = layer.gdf[selection.features[name]]
        kept = kept[kept.geometry.notna()][["id", "geometry"]]
        if len(kept):
            ring = folium.CircleMarker(radius=5, fill=True, color=COLOURS.get(name))
            folium.GeoJson(kept.__geo_interface__, marker=ring).add_to(made)
    st_folium(made, height=dashboard.mounted.HEIGHT, use_container_width=True, returned_objects=[])
    st.caption(f"rebuilt with {sum(int(mask.sum()) for mask in selection.features.values())}")


dashboard.map.draw_map = show
runpy.run_path(str(Path(dashboard.map.__file__).parent / "page.py"), run_name="__page__")
