"""The line to the server: once it is mended, the page is asked for, so that a new session knows it before the reader acts."""

from __future__ import annotations

from dashboard.component import component


def draw_line() -> None:
    """Draw what watches the line; nothing of it is seen.

    A session may be lost, with the server or by a long sleep. Then the page is still there, and Streamlit runs nothing before the
    reader acts: that act would come to a session without callbacks, and the address would be set over what it chose.
    """
    # The run is all that is wanted: it takes the view from the address and declares what the reader may do.
    component("line")(key="line", data={}, on_mended_change=lambda: None)
