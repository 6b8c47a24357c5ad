"""What lies under the marks: whose lines and names, who administered what, and layers that are off until asked for."""

from __future__ import annotations

import streamlit as st

import layers
from dashboard import state
from geo.atlas import Atlas
from geo.messages import Messages

CLAIMS = ("both", "administered", "japan", "russia")


def show(words: Messages, atlas: Atlas) -> None:
    """Draw the two switches. Neither changes a fact, a filter or a file."""
    claims, overlay = st.columns([1.75, 1], gap="medium")
    claims.segmented_control(
        words.text("claims.label"),
        CLAIMS,
        key=state.key("claims"),
        required=True,
        on_change=state.act,
        format_func=lambda choice: words.text(f"claims.{choice}"),
        help=words.text("claims.help"),
    )
    overlay.pills(
        words.text("overlay.label"),
        [name for name, layer in atlas.layers.items() if layer.rule.optional and layers.look(name).symbol != "period"],
        selection_mode="multi",
        key=state.key("overlay"),
        on_change=state.act,
        format_func=lambda name: words.text(f"layer.{name}"),
        help=words.text("overlay.help"),
    )
