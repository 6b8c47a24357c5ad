"""HTML from templates: one way to fill them in, which escapes every value by itself and knows no missing one.

Templates stand beside the Python that serves them, in its folder ``templates``. None of them may say that a value is safe: what
is markup already, such as a style sheet of ours, is given as :class:`markupsafe.Markup`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from geo.text.languages import of_text, runs


@cache
def environment(room: Path) -> Environment:
    """Return the environment of one room's templates.

    Parameters
    ----------
    room
        The room's folder; its templates stand in its folder ``templates``.

    Returns
    -------
    jinja2.Environment
        With the filter ``tojson``, whose text no HTML parser takes for markup and which keeps characters outside ASCII, with
        ``json_text``, which is escaped like any other text, and with ``spoken``, which tells runs in another language.
    """
    made = Environment(
        loader=FileSystemLoader(room / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "allow_nan": False}
    made.filters["json_text"] = _json_text
    made.filters["spoken"] = _spoken
    return made


def _json_text(value: Any) -> str:
    """Return a value as JSON to be read as a text, which is escaped like any other."""
    return json.dumps(value, ensure_ascii=False)


def _spoken(text: object, language: str | None = None) -> Markup:
    """Return a text with the language of each run in another one; or whole of one language, where that is known."""
    if whole := of_text(str(text), language):
        return Markup('<span lang="{}">{}</span>').format(whole, text)
    found = (
        Markup('<span lang="{}">{}</span>').format(run, piece) if run else escape(piece)
        for piece, run in runs(str(text))
    )
    return Markup("").join(found)


def render(room: Path, name: str, **values: Any) -> Markup:
    """Return a template filled in.

    Parameters
    ----------
    room
        The folder of the room whose template it is.
    name
        File name of the template.
    **values
        What the template names. Every text among them is escaped; only :class:`markupsafe.Markup` stands as it is.

    Raises
    ------
    jinja2.UndefinedError
        The template names a value that is not given.
    jinja2.TemplateNotFound
        The room has no such template.
    """
    return Markup(environment(room).get_template(name).render(**values))  # noqa: S704 - escaped by the template
