"""Download buttons: each layer as GeoJSON, the same bytes as the API's and the command line's."""

from __future__ import annotations

import streamlit as st

from geo import export
from geo.atlas import Atlas
from geo.messages import Messages
from geo.view import DEFAULT, View, to_query


def _button(atlas: Atlas, name: str, view: View, label: str) -> None:
    st.download_button(
        label,
        # A callable: the bytes are made when somebody asks for them, not at every run.
        data=lambda: atlas.geojson(name, view).content,
        file_name=f"{name}.geojson",
        mime=export.MEDIA_TYPE,
        key=f"download.{name}.{'all' if view is DEFAULT else 'view'}",
        on_click="ignore",
        width="stretch",
    )


def show(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the buttons: what passes the filters, and everything."""
    selection = atlas.select(view)
    narrowed = view.selection() != DEFAULT
    with st.popover(words.text("download.title"), width="stretch"):
        st.caption(words.text("download.what"))
        for name, layer in atlas.layers.items():
            title = words.text(f"layer.{name}") if words.has(f"layer.{name}") else name
            total, passing = len(layer.ids), int(selection.features[name].sum())
            if narrowed:
                _button(atlas, name, view, words.text("download.passing", title=title, n=passing))
            _button(atlas, name, DEFAULT, words.text("download.all", title=title, n=total))
        query = to_query(view.selection())
        st.caption(words.text("download.api"))
        st.code(f"/api/layers/islands.geojson{'?' + query if query else ''}", language=None)
