"""What the page says where its line to the server never opens: in the document itself, as nothing else can come then."""

from __future__ import annotations

from functools import cache

from dashboard.markup import render
from geo.messages import messages
from geo.view.parameters import DEFAULT
from web.assets import CONNECTION
from web.hashes import content_hash


@cache
def script() -> str:
    """Return the script that watches the line."""
    return CONNECTION.read_text(encoding="utf-8")


@cache
def script_name() -> str:
    """Return the name of the script's file: it changes with its content, so that it never goes stale."""
    return f"connection-{content_hash(script().encode())}.js"


def notice(base: str) -> str:
    """Return the notice, hidden at first, and the word to fetch its script, as elements for the end of the body.

    Parameters
    ----------
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    """
    return render("connection.html", words=messages(DEFAULT.lang), base=base, script=script_name())
