"""Texts from outside, as text: Streamlit's own notices and captions make a link of whatever looks like an address."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from dashboard.markup import render


def say(text: str, kind: Literal["warning", "info", "caption"] = "caption") -> None:
    """Write a text of an address, of a search or of the data. No part of it is a link, and none of it is Markdown.

    Parameters
    ----------
    text
        Anything.
    kind
        A warning is read aloud at once, an information when there is time; a caption is a quiet line.
    """
    st.html(render("notice.html", text=text, kind=kind))
