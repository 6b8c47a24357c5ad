"""The one check of what the session holds as the reader's choice: what a browser sends may be forged, or of older data."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.state import LISTS, key, put_fields
from geo.atlas import Atlas
from geo.view.parameters import DEFAULT, OF_ONE_ARTICLE, PARAMETERS, Parameter, of_others


def keep_to_known(atlas: Atlas) -> None:
    """Let go of whatever the session holds that an address could not say: what a browser sends may be forged, or of older data.

    So too of a fact or step that is of another article than the one that is read: two quick clicks may bring both.
    """
    for parameter in PARAMETERS:
        held = st.session_state.get(key(parameter.field))
        if held is not None and not _is_known(parameter, held, atlas):
            put_fields(**{parameter.field: getattr(DEFAULT, parameter.field)})
    chosen = {name: st.session_state.get(key(name)) for name in ("article", *OF_ONE_ARTICLE)}
    for name in of_others(chosen, atlas.vocabulary):
        put_fields(**{name: None})


def _is_known(parameter: Parameter, held: Any, atlas: Atlas) -> bool:
    """Tell whether a value is what its own text would be read as; a list's order does not count."""
    try:
        text = parameter.format(held)
        read = parameter.read(atlas.vocabulary, text) if text else getattr(DEFAULT, parameter.field)
    except (AttributeError, TypeError, ValueError):
        return False
    return sorted(held) == sorted(read) if parameter.field in LISTS else type(held) is type(read)
