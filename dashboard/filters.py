"""The filters, in one bar above the map: layers with their symbols, menus with counts, search, dates, and what is chosen."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import layers
from dashboard import state
from dashboard.component import component, seen, take
from geo.atlas import Atlas
from geo.messages import Messages
from geo.text.dates import days_label
from geo.view.parameters import DEFAULT, EVERYTHING, View
from geo.view.parsers import MAX_TEXT, clean_text
from layers import rules, symbols
from layers.inks import INKS

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
MENUS: dict[str, tuple[str, ...]] = {
    "topic": ("topic",),
    "who": ("said_by", "actor"),
    "modality": ("modality",),
    "evidence": ("evidence",),
}
"""Each menu of the bar, with the fields of the view that stand in it."""
FIELDS = ("layer", *(field for fields in MENUS.values() for field in fields))
CHOICES: dict[str, tuple[str, ...]] = {"basis": ("article", "all"), "undated": ("keep", "drop", "only")}
"""Fields of which one of a few values always holds."""
FIRST_DAY, LAST_DAY = date(1600, 1, 1), date(2100, 12, 31)
WORDS = ("text", "text.hint", "since", "until", "undated", "dates", "all", "reset", "done", "copy", "copied", "select")


def plain(text: str) -> str:
    """Return a text so that Streamlit's Markdown shows it as it is: every mark of ASCII gets a backslash."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def option_label(words: Messages, atlas: Atlas, field: str, option: str) -> str:
    """Return what an option of a facet is called; people and states by their names, others by the catalogue.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    field
        A field of the view that is a list: ``layer``, ``actor``, ``said_by`` or another facet.
    option
        The option's id: of a layer, an actor, or a word of the facet.

    Returns
    -------
    str
        Not escaped for Markdown.

    Raises
    ------
    KeyError
        No actor has this id.
    """
    if field in {"actor", "said_by"}:
        return atlas.catalog.actors[option].names.en
    return words.label(field, option)


def _options(atlas: Atlas, view: View, field: str) -> list[str]:
    """Return the options of a field, in an order that no click changes: by how many facts of any source they hold.

    What no fact of the chosen sources has is left out, but not what other filters have emptied: an option that went at a click
    would move all others under the pointer.
    """
    if field == "layer":
        return [name for name, layer in atlas.layers.items() if layer.rule.holds_facts]
    of_all = atlas.select(replace(EVERYTHING, article=view.article)).counts[field]
    held = atlas.select(view.unfiltered()).counts[field]
    options = {option for option, count in held.items() if count} | set(getattr(view, field))
    return sorted(options, key=lambda option: (-of_all.get(option, 0), option))


def _group(words: Messages, atlas: Atlas, view: View, field: str) -> dict[str, Any]:
    counts, chosen = atlas.select(view).counts[field], set(getattr(view, field))
    return {
        "field": field,
        "label": words.text(f"filter.{field}"),
        "help": words.text(f"filter.{field}.help") if words.has(f"filter.{field}.help") else None,
        "options": [
            {"value": o, "label": option_label(words, atlas, field, o), "n": counts.get(o, 0), "on": o in chosen}
            for o in _options(atlas, view, field)
        ],
    }


def swatch(name: str) -> dict[str, Any]:
    """Return how a layer's small symbol is drawn: that of an area of which a fact says that it is there.

    Parameters
    ----------
    name
        The id of a layer.

    Returns
    -------
    dict
        ``symbol`` as the map's script has it; ``ink`` and ``land`` as colours of CSS that follow the theme.
    """
    look = layers.look(name)
    found = symbols.SYMBOLS[str(rules.symbol_of(look.rules, "area", [frozenset()]))]
    ink, land = (INKS[found.ink] if found.ink else look.ink), INKS["islands"]
    return {
        "symbol": asdict(found),
        "ink": f"light-dark({ink.light}, {ink.dark})",
        "land": f"light-dark({land.light}, {land.dark})",
    }


def _layers(words: Messages, atlas: Atlas, view: View) -> dict[str, Any]:
    """Return the layers as chips that are the legend; one that only other sources fill says so, and brings them."""
    group = _group(words, atlas, view, "layer")
    others = atlas.select(replace(view, basis="all")).counts["layer"] if view.basis != "all" else {}
    of_article = atlas.select(replace(DEFAULT, article=view.article)).counts["layer"]
    for option in group["options"]:
        more = others.get(option["value"], 0)
        option["swatch"] = swatch(option["value"])
        option["brings"] = (
            words.text("filter.layer.brings", n=more)
            if more and not of_article.get(option["value"]) and not option["n"]
            else None
        )
    return group


def _menus(words: Messages, atlas: Atlas, view: View) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "label": words.text(f"filter.menu.{name}"),
            "groups": [_group(words, atlas, view, field) for field in fields],
        }
        for name, fields in MENUS.items()
    ]


def _active(words: Messages, atlas: Atlas, view: View) -> list[dict[str, Any]]:
    """Return what is chosen, one chip each, with what takes it away."""
    chips = [
        {"field": field, "value": value, "label": option_label(words, atlas, field, value)}
        for field in FIELDS
        for value in getattr(view, field)
    ]
    if view.text:
        chips.append({"field": "text", "value": "", "label": words.text("filter.active.text", text=view.text)})
    if days := days_label(view.since, view.until, words):
        chips.append({"field": "dates", "value": "", "label": days})
    if view.undated != "keep":
        label = words.text(f"filter.active.undated.{view.undated}")
        chips.append({"field": "undated", "value": "keep", "label": label})
    return [chip | {"remove": words.text("filter.remove", what=chip["label"])} for chip in chips]


def _take(atlas: Atlas) -> None:
    """Take what is chosen of some filters; what the atlas does not know is not taken."""
    sent = take("filters", "pick")
    if sent.get("reset"):
        state.reset()
        return
    lists, values = sent.get("lists"), sent.get("values")
    chosen: dict[str, Any] = {
        field: tuple(sorted({*map(str, some)} & atlas.vocabulary[field]))
        for field, some in (lists if isinstance(lists, dict) else {}).items()
        if field in FIELDS and isinstance(some, list)
    }
    chosen |= read_values(values if isinstance(values, dict) else {})
    if chosen:
        state.change(**chosen)


def read_values(sent: dict[str, Any]) -> dict[str, Any]:
    """Return the single values that were sent, each as the view holds it; what is no such value is left out."""
    found: dict[str, Any] = {name: sent[name] for name, known in CHOICES.items() if sent.get(name) in known}
    if isinstance(sent.get("text"), str):
        found["text"] = clean_text(sent["text"][:MAX_TEXT])
    for name in ("since", "until"):
        if isinstance(sent.get(name), str):
            found[name] = _day(sent[name])
    return found


def _day(text: str) -> date | None:
    """Return the day that a date field holds; an empty one, or one that is no day that the filters know, holds none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def draw_filters(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the bar. The view holds what was chosen before this run, callbacks included.

    It is one component of our own: Streamlit's pills draw each label as Markdown, and one with a new count anew, and thirty
    of them cost more than all else at a click. Ours writes plain text, so a name from the data needs no escaping either.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    passing, total = (int(atlas.select(some).facts.sum()) for some in (view, view.unfiltered()))
    data = {
        "layers": _layers(words, atlas, view),
        "menus": _menus(words, atlas, view),
        "values": {
            "text": view.text,
            "since": view.since.isoformat() if view.since else "",
            "until": view.until.isoformat() if view.until else "",
            "undated": view.undated,
            "basis": view.basis,
        },
        "choices": {
            "undated": [[value, words.text(f"filter.undated.{value}")] for value in CHOICES["undated"]],
            "basis": [[value, words.text(f"basis.{value}")] for value in CHOICES["basis"]],
        },
        "days": [FIRST_DAY.isoformat(), LAST_DAY.isoformat()],
        "longest": MAX_TEXT,
        "active": _active(words, atlas, view),
        "count": words.text("filter.count", n=passing, total=total),
        "small": symbols.SWATCH,
        "words": {name: words.text(f"filter.{name}") for name in WORDS} | {"basis": words.text("basis.label")},
        "seen": seen("filters"),
    }
    component("filters")(key="filters", data=data, on_pick_change=lambda: _take(atlas))
