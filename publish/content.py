"""The data of a publication: those of the one file with all that a link of the dashboard's form may ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.tables.facts import FactTable
from geo.view.foreign import NAMES, PREFIXES
from geo.view.parameters import EVERYTHING, FACETS
from onefile.content import build_content

_WORDS = ("publish.", "filter.since", "filter.until", "filter.active.", "page.dropped")


def build(atlas: Atlas, words: Messages, address: Callable[[Path], str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the page reads first, and apart from it what the map reads later, by the path that its script asks for.

    Parameters
    ----------
    atlas
        The opened data, all articles.
    words
        The catalogue of the page's language.
    address
        Gives where an image of the ground will lie, relative to the page.
    """
    content = build_content(atlas, EVERYTHING, words, address)
    own = f"api/messages/{words.language}.json"
    apart = {path: answer for path, answer in content["answers"].items() if path != own}
    content["answers"] = {own: content["answers"][own] | _words(words)}
    filters = _filters(atlas)
    content["facts"] = [fact | filters[fact["id"]] for fact in content["facts"]]
    content |= {
        "facets": {name: _facet(name, atlas, words) for name in ("layer", *FACETS)},
        "articles": sorted(_articles(atlas)),
        "foreign": {"names": sorted(NAMES), "prefixes": list(PREFIXES)},
        "what": words.text("publish.what"),
    }
    return content, apart


def _words(words: Messages) -> dict[str, Any]:
    return {key: text for key, text in words.entries.items() if key.startswith(_WORDS)}


def _articles(atlas: Atlas) -> frozenset[str]:
    """Return what a link may name as the article read: a publication holds all together, so one alone only where there is one."""
    known = atlas.vocabulary["article"]
    return known if len(known) == 2 else frozenset({"all"})


def _facet(name: str, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return a filter's title, and what each option is called."""
    of_actors = name in {"actor", "said_by"}
    options = sorted(atlas.vocabulary[name])
    called = {one: atlas.catalog.actors[one].names.en if of_actors else words.label(name, one) for one in options}
    return {"label": words.text(f"filter.{name}"), "options": called}


def _filters(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """Return for each fact the options that it has by filter, and its days; the same columns that the dashboard filters by."""
    table = atlas.facts
    found: dict[str, dict[str, Any]] = {
        ident: {"filters": {name: [] for name in ("layer", *FACETS)}, "days": _days(table, position)}
        for position, ident in enumerate(table.ids)
    }
    for name in FACETS:
        facet = table.facets[name]
        for code, position in zip(facet.codes, facet.facts, strict=True):
            found[table.ids[position]]["filters"][name].append(str(facet.options[code]))
    for name, layer in atlas.layers.items():
        for position in sorted(set(layer.pair_facts.tolist())):
            found[table.ids[position]]["filters"]["layer"].append(name)
    return found


def _days(table: FactTable, position: int) -> list[str] | None:
    """Return a fact's first and last day as ISO 8601, whose texts sort as the days do."""
    if table.earliest[position] < 0:
        return None
    return [date.fromordinal(int(column[position])).isoformat() for column in (table.earliest, table.latest)]
