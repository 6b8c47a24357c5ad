"""What comes over the web socket: each widget's value in the form that the widget has, before Streamlit reads it.

Streamlit takes a value as what its form says it is, whatever the widget: a forged one would be an error at every run of its
session, and a trace in the log each time.
"""

from __future__ import annotations

import json
import re

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from web.assets import PARTS

FORMS: tuple[tuple[str, str], ...] = (
    (r"\$\$STREAMLIT_INTERNAL_KEY_.*__events", "json_trigger_value"),
    # The components, and the map, whose key streamlit-folium makes a hash of.
    (rf".*-({'|'.join(PARTS)}|\w+-title|[0-9a-f]{{64}})", "json_value"),
    (r".*-(view\.article|download\.format)", "string_value"),
    (r".*-(view\.\w+|form|download\.scope|picture\.(size|theme|bookmark))", "string_array_value"),
    (r".*-(files|drawing|sharing)", "bool_value"),
)
"""Patterns of the ids of widgets, the first that fits counts, with the form of the value; all others are buttons."""
_FORMS = tuple((re.compile(pattern), form) for pattern, form in FORMS)


def _form_of(ident: str) -> str:
    return next((form for pattern, form in _FORMS if pattern.fullmatch(ident)), "trigger_value")


def _is_sound(state: WidgetState) -> bool:
    """Tell whether a value has its widget's form; what is to be JSON is read."""
    form = state.WhichOneof("value")
    if form is not None and form != _form_of(state.id):
        return False
    try:
        if form in {"json_value", "json_trigger_value"}:
            json.loads(getattr(state, form))
    except (ValueError, RecursionError):
        return False
    return True


def sound(sent: bytes) -> bytes:
    """Return what a browser sent without the values that have not the form of their widget.

    Parameters
    ----------
    sent
        A message of Streamlit's browser; one that cannot be read is returned as it is, since Streamlit ends its line.
    """
    message = BackMsg()
    try:
        message.ParseFromString(sent)
    except DecodeError:
        return sent
    states = message.rerun_script.widget_states.widgets if message.HasField("rerun_script") else ()
    kept = [state for state in states if _is_sound(state)]
    if len(kept) == len(states):
        return sent
    del message.rerun_script.widget_states.widgets[:]
    message.rerun_script.widget_states.widgets.extend(kept)
    return bytes(message.SerializeToString())
