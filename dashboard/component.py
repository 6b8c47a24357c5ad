"""The page's own components: each a script and a style sheet in this folder, called by one name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.address import base_path
from geo.messages import messages
from geo.view.parameters import DEFAULT
from web.assets import PARTS, read_component, shared_script
from web.hashes import content_hash

HERE = Path(__file__).resolve().parent
MOST_ACTS = 2**53 - 1
"""The greatest number that a script can count to."""

SHARED: frozenset[str] = frozenset({"facts"})
"""Components that the atlas in one file has too: they stand with the shared lists."""


_PART = """
parts.%(name)s = (() => {
%(script)s
const style = %(style)s;
return (component) => {
  const root = rootOf(component.parentElement, "%(name)s");
  wear(root, style);
  const draw = () => whenReleased(root, () => %(draw)s(component));
  redraws.set(root, draw);
  draw();
};
})();
"""
"""A component's part of the page's script. None draws itself while a pointer is pressed in it."""

_LOADER = """let draw = null, tries = 0;
const load = () => import(new URL("%(path)s" + (tries ? "?again=" + tries : ""), location.href));
const again = () => ((tries += 1), load());
export default (component) => {
  if (draw) return draw(component);
  load().catch(again).then((script) => (draw = script.parts.%(name)s)(component)).catch((error) => {
    tries += 1;
    console.error(error);
    component.parentElement.querySelector(".%(name)s").textContent = %(failed)s;
  });
};
"""
"""What Streamlit sends for a component at every run: short, as the script itself is an asset, fetched once and kept."""


@cache
def script() -> str:
    """Return the scripts of all components, with their style sheets, as one module; it exports them as ``parts``, by name."""
    text = [shared_script(), "export const parts = {};"]
    for name in PARTS:
        read = read_component(name, None if name in SHARED else HERE)
        style = json.dumps(read.style, ensure_ascii=False)
        text.append(_PART % {"name": name, "script": read.script, "style": style, "draw": read.draw})
    return "\n".join(text)


@cache
def script_name() -> str:
    """Return the name of the script's file: it changes with its content, so that it never goes stale."""
    return f"page-{content_hash(script().encode())}.js"


@cache
def component(name: str) -> Any:
    """Declare a component, once a process; its root is an element of the class ``name``.

    Parameters
    ----------
    name
        Of its files: ``<name>.js`` and ``<name>.css``, in this folder or, of :data:`SHARED`, in the shared one.
    """
    path = f"{base_path()}/assets/{script_name()}"
    failed = json.dumps(messages(DEFAULT.lang).text("page.no_script"), ensure_ascii=False)
    loader = _LOADER % {"path": path, "name": name, "failed": failed}
    return st.components.v2.component(f"atlas_{name}", html=f'<div class="{name}"></div>', js=loader)


def sent_by(key: str, trigger: str) -> Any:
    """Return what a component's script has sent; for callbacks.

    A message may come when the component is gone: sent twice, or as a run took it away. Then there is nothing in the session, and
    an error would take the page away.

    Parameters
    ----------
    key
        The component's key.
    trigger
        The trigger that was sent.

    Returns
    -------
    Any
        As it came from the browser, unchecked; ``None`` where the component is gone.
    """
    found = st.session_state.get(key)
    return found.get(trigger) if isinstance(found, Mapping) else None


def take(name: str, trigger: str) -> dict[str, Any]:
    """Return what a component's script has sent, and note its number, which the script then hears of; for callbacks.

    What the session has seen already comes again where its answer was late: it is not done twice, since it might undo what was
    done on another component since.

    Parameters
    ----------
    name
        The component, whose key is its name.
    trigger
        The trigger that was sent. Its value is an object with a ``number``, which grows with each act of the reader.

    Returns
    -------
    dict
        As it came from the browser: nothing else in it is checked. Empty where it is no object with a new number.
    """
    state.act()
    sent = sent_by(name, trigger)
    number = number_of(sent)
    if number is None or number <= seen(name):
        return {}
    st.session_state[f"{name}.seen"] = number
    return dict(sent)


def number_of(act: Any) -> int | None:
    """Return the number of an act.

    Parameters
    ----------
    act
        As it came from the browser.

    Returns
    -------
    int or None
        From 1 to what a script can count to; ``None`` for what is no act.
    """
    number = act.get("number") if isinstance(act, dict) else None
    return number if type(number) is int and 0 < number <= MOST_ACTS else None


def seen(name: str) -> int:
    """Return the number of the latest act on a component that this session has seen, for the component's data."""
    return int(st.session_state.get(f"{name}.seen", 0))
