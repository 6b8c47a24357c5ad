"""Downloads: a layer or all of them, in the format of choice; the same bytes as the API's and the command line's."""

from __future__ import annotations

import streamlit as st

from dashboard import address, panel
from dashboard.markup import render
from geo.atlas import Atlas
from geo.export.formats import FORMATS, Format, formats_for
from geo.messages import Messages
from geo.view.parameters import EVERYTHING, View, format_view

_FORMAT, _SCOPE = "download.format", "download.scope"


def _choose_format(words: Messages) -> Format:
    """Draw the choice of a format for one layer."""
    chosen = st.selectbox(
        words.text("download.format"),
        [item.id for item in formats_for("layer")],
        key=_FORMAT,
        format_func=lambda ident: words.text(f"format.{ident}"),
    )
    st.caption(words.text(f"format.{chosen}.what"))
    return FORMATS[chosen]


def _count(atlas: Atlas, view: View) -> int:
    """Return how many features of all layers a view selects."""
    return sum(int(mask.sum()) for mask in atlas.of(view.article).select(view).features.values())


def _choose_view(words: Messages, atlas: Atlas, view: View) -> View:
    """Draw the choice between what passes the filters and everything, where they differ."""
    if view.selection() == EVERYTHING:
        return EVERYTHING
    counts = {"passing": _count(atlas, view), "all": _count(atlas, EVERYTHING)}
    st.session_state.setdefault(_SCOPE, "passing")
    chosen = st.segmented_control(
        words.text("download.scope"),
        list(counts),
        required=True,
        key=_SCOPE,
        label_visibility="collapsed",
        format_func=lambda choice: words.text(f"download.scope.{choice}", n=counts[choice]),
    )
    return view if chosen == "passing" else EVERYTHING


def draw_download(label: str, href: str, file_name: str) -> None:
    """Draw a link that saves a document of the API.

    It is made when somebody asks for it, and any replica can: what Streamlit's own button gives is known to the one that drew it.

    Parameters
    ----------
    label
        What the link says.
    href
        Where the document is, from the host on (:func:`dashboard.address.of_server`).
    file_name
        The name that it is saved under.
    """
    st.html(render("download.html", label=label, href=href, file_name=file_name))


def _draw_file(name: str | None, file_format: Format, view: View, label: str) -> None:
    file = f"atlas.{file_format.ending}" if name is None else f"{name}.{file_format.ending}"
    path = f"/api/{file}" if name is None else f"/api/layers/{file}"
    draw_download(label, address.of_server(path, format_view(view.selection())), file)


def _fill(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw how much is taken, one layer in the format of choice, all layers in one file, and the address for a script."""
    st.caption(words.text("download.what"))
    wanted = _choose_view(words, atlas, view)
    atlas = atlas.of(wanted.article)
    features = atlas.select(wanted).features
    file_format = _choose_format(words)
    label = "download.all" if wanted is EVERYTHING else "download.passing"
    for name in sorted(features, key=lambda name: not atlas.layers[name].rule.holds_facts):
        mask = features[name]
        title = words.label("layer", name)
        _draw_file(name, file_format, wanted, words.text(label, title=title, n=int(mask.sum())))
    total = sum(int(mask.sum()) for mask in features.values())
    st.caption(words.text("download.whole"))
    for item in formats_for("atlas"):
        text = words.text("download.atlas", format=words.text(f"format.{item.id}"), n=total)
        _draw_file(None, item, wanted, text)
    st.caption(words.text("download.api"))
    # An address for each layer that the reader has chosen, else for each that holds facts; whole, as a GIS takes it.
    for name in wanted.layer or [name for name in atlas.layers if atlas.layers[name].rule.holds_facts]:
        path = address.of_server(f"/api/layers/{name}.{file_format.ending}", format_view(wanted.selection()))
        st.code(address.whole(path), language=None, wrap_lines=True)


def draw_downloads(words: Messages, atlas: Atlas, view: View) -> None:
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
    panel.draw_panel("files", words.text("download.title"), lambda: _fill(words, atlas, view), (_FORMAT, _SCOPE))
