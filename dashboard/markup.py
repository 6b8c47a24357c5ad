"""The page's own HTML: its templates filled in, each value escaped by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from web import templates

HERE = Path(__file__).resolve().parent


def render(name: str, **values: Any) -> str:
    """Return a template of this folder filled in, for ``st.html`` (:func:`web.templates.render`).

    Parameters
    ----------
    name
        File name of the template, in ``templates/``.
    **values
        What the template names; every text is escaped, only :class:`markupsafe.Markup` stands as it is.
    """
    return templates.render(HERE, name, **values)


@cache
def style(script: str = "") -> str:
    """Return the page's style sheets, for the screen and for paper, as elements, and the word to fetch its script at once.

    Parameters
    ----------
    script
        The path of the components' script, from the server's root; empty where the page has no components.
    """
    sheets = "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("page.css", "panels.css", "print.css"))
    return render("style.html", script=script, style=Markup(sheets))  # noqa: S704 - files of ours
