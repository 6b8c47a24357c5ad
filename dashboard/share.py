"""Share: the link of the present view, the code that shows it in another page, and how to cite it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from geo.atlas import Atlas
from geo.messages import Messages
from geo.origin import origin_of
from geo.view import View

HERE = Path(__file__).resolve().parent
WORDS = ("link", "embed", "cite", "copy", "copied", "select")


@cache
def _component() -> Any:
    """Declare the panel once a process. It reads the address from the browser, which alone knows it, camera included."""
    return st.components.v2.component(
        "atlas_share",
        html='<div class="share"></div>',
        css=(HERE / "share.css").read_text(encoding="utf-8"),
        js=(HERE / "share.js").read_text(encoding="utf-8"),
    )


def show(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the panel behind its button."""
    with st.popover(words.text("share.title"), width="stretch"):
        data = {
            "cite": f"{origin_of(atlas, view).citation}\n{{link}}",
            "words": {name: words.text(f"share.{name}") for name in WORDS},
        }
        _component()(key="share", data=data)
