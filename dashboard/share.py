"""Share: the link of the present view, the code that shows it in another page, and how to cite it."""

from __future__ import annotations

from dashboard import address, panel
from dashboard.component import component
from geo.atlas import Atlas
from geo.export.provenance import provenance_of
from geo.messages import Messages
from geo.view.parameters import View

WORDS = ("link", "embed", "cite", "copy", "copied", "select")


def draw_share(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the panel behind its button.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """

    def fill() -> None:
        data = {
            "link": address.of_page(view),
            "title": atlas.catalog.about.title,
            "cite": f"{provenance_of(atlas, view).citation}\n{{link}}",
            "words": {name: words.text(f"share.{name}") for name in WORDS},
        }
        component("share")(key="share", data=data)

    panel.draw_panel("sharing", words.text("share.title"), fill)
