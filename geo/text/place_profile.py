"""An island's sheet: who runs and who claims it, its size, its people and its names, each figure with its source."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.numbers import figure, printed
from geo.records.place import Place
from geo.records.place_details import Population
from geo.text import party_text
from geo.text.dates import span_label
from geo.text.languages import CODES
from geo.text.measures import distance
from geo.text.source_text import source_line

Line = dict[str, Any]


def _line(text: str, atlas: Atlas, words: Messages, sources: tuple[str, ...] = (), note: str | None = None) -> Line:
    return {
        "text": text,
        "note": note,
        "sources": [source_line(atlas.catalog.sources[ident], words) for ident in sources],
    }


def standing(place: Place, atlas: Atlas, words: Messages) -> list[Line]:
    """Return who administers a place and who claims it, and as what: a line each, as :func:`sections` has them.

    Parameters
    ----------
    place
        Any place; one that nobody is said to administer or claim has no line.
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    actors, lines = atlas.catalog.actors, []
    if place.administered_by:
        state = actors[place.administered_by].names.en
        unit = place.administered_as
        lines.append(_line(words.text("place.administered", state=f"{state}: {unit}" if unit else state), atlas, words))
    if place.claimed_by:
        states = ", ".join(actors[actor].names.en for actor in place.claimed_by)
        lines.append(_line(words.text("place.claimed", states=states), atlas, words))
    if place.claimed_as:
        lines.append(_line(place.claimed_as, atlas, words))
    return lines


def _size(place: Place, atlas: Atlas, words: Messages) -> list[Line]:
    """Return area, length and distance as computed, then each published area with its scope."""
    lines = []
    computed = atlas.areas_km2.get(place.id)
    if computed is not None and place.published_areas:
        lines.append(_line(words.text("place.area", km2=figure(computed)), atlas, words))
    for height in place.heights:
        text = words.text("place.height", metres=printed(height.metres))
        lines.append(_line(text, atlas, words, (height.source,), height.note))
    told = atlas.catalog.outlines[place.outline.file, place.outline.feature].properties if place.outline else {}
    for name in ("length_km", "distance_to_hokkaido_km"):
        if name in told:
            lines.append(_line(words.text(f"place.{name}", km=figure(told[name])), atlas, words))
    for area in place.published_areas:
        scope = words.text(f"scope.{area.scope}")
        name = "place.area.party" if area.side in atlas.catalog.parties else "place.area.other"
        who = party_text.party_name(area.side, atlas) if area.side in atlas.catalog.parties else ""
        text = words.text(name, km2=printed(area.km2), scope=scope, name=who)
        lines.append(_line(text, atlas, words, (area.source,), area.note))
    return lines


def _count(count: Population, atlas: Atlas, words: Messages) -> Line:
    name = "people.about" if count.approximate else "people.count"
    date = span_label(count.date, words) if count.date else words.text("date.unstated")
    text = words.text(name, date=date, n=f"{count.count:,}")
    doubt = words.text(f"people.{count.doubt}") if count.doubt else None
    return _line(text, atlas, words, (count.source,), " · ".join(filter(None, (doubt, count.note))) or None)


def _people(place: Place, atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    """Return one section for each people that was counted: two peoples and two times are never one series."""
    return [
        {
            "title": words.text("sheet.people", people=people),
            "lines": [_count(count, atlas, words) for count in counts],
        }
        for people, counts in groupby(place.population, key=lambda count: count.people)
    ]


def _names(place: Place, atlas: Atlas, words: Messages) -> list[Line]:
    ainu = " · ".join(filter(None, (place.names.ainu, place.names.ainu_latin)))
    named: Line = {"name": ainu, "language": CODES["ainu"]}
    lines = [_line(words.text("place.ainu", name=ainu), atlas, words) | named] if ainu else []
    if place.names.other:
        lines.append(_line(place.names.other, atlas, words))
    for origin in place.name_origins:
        language = words.text(f"language.{origin.language}")
        text = words.text("place.origin", form=origin.form, language=language, meaning=origin.meaning)
        named = {"name": origin.form, "language": CODES.get(origin.language)}
        lines.append(_line(text, atlas, words, origin.sources, origin.note) | named)
    return lines


def _where(place: Place, atlas: Atlas, words: Messages) -> list[Line]:
    """Return what a place that only has a name is, how exactly its point is known, and by whom; others say it on their cards."""
    if place.label_rank is None:
        return []
    lines = [_line(words.text(f"place.kind.{place.kind}"), atlas, words, place.sources)]
    if place.point:
        text = words.text("place.known", distance=distance(place.point.uncertainty_m, words))
        lines.append(_line(f"{text}: {place.point.reason} ({place.point.source})", atlas, words))
    return lines


def brief(place: Place, atlas: Atlas, words: Messages) -> str | None:
    """Return the area of a place as its folded sheet says it; nothing where nobody published one to set beside it.

    Parameters
    ----------
    place
        The place whose sheet it is.
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    computed = atlas.areas_km2.get(place.id)
    if computed is None or not place.published_areas:
        return None
    return words.text("map.area", km2=figure(computed))


def sections(place: Place, atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    """Return the sheet of a place as titled sections of lines; a section with nothing in it is left out.

    Parameters
    ----------
    place
        The place whose sheet it is.
    atlas
        The opened data.
    words
        The catalogue of one language.

    Returns
    -------
    list of dict
        Each with ``title`` and ``lines``; a line has ``text``, ``note`` or ``None``, and ``sources``; where a name in it is of a
        language that its letters do not tell, that ``name`` and its ``language``. Areas are in km²,
        lengths and distances in km, heights in metres.
    """
    found = [
        {"title": words.text("sheet.standing"), "lines": standing(place, atlas, words)},
        {"title": words.text("sheet.size"), "lines": _size(place, atlas, words)},
        *_people(place, atlas, words),
        {"title": words.text("sheet.names"), "lines": _names(place, atlas, words)},
        {"title": words.text("sheet.note"), "lines": [_line(place.note, atlas, words)] if place.note else []},
        {"title": words.text("sheet.where"), "lines": _where(place, atlas, words)},
    ]
    return [section for section in found if section["lines"]]
