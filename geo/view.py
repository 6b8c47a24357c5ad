"""A view of the atlas: what is selected and how it is shown. One table of parameters serves page, API and command line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from geo.dates import parse_day

FACETS = ("topic", "actor", "said_by", "modality", "evidence")
"""The filters whose options are counted. ``layer`` is counted too, but acts on features and not on facts."""

MAX_TEXT = 200
MAX_VALUES = 60

Vocabulary = Mapping[str, frozenset[str]]
"""For each parameter that takes ids, the ids that it may take."""


@dataclass(frozen=True, slots=True)
class View:
    """What a reader looks at. The first fields select facts and features; those from ``fact`` on only show them.

    ``since`` and ``until`` are days, both included. ``undated`` says what a filter does with facts that have no date:
    keep them, drop them, or show only them.
    """

    layer: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    undated: str = "keep"
    text: str = ""
    fact: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    zoom: float | None = None
    basemap: str = "land"
    lang: str = "en"

    def selection(self) -> View:
        """Return this view with every display field at its default: equal for views that select the same."""
        return replace(self, **{name: DEFAULT_FIELDS[name] for name in DISPLAY_FIELDS})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name in addresses and options, its field in :class:`View`, and its two-way codec.

    ``help`` is one line for the command line and the documents.
    """

    name: str
    field: str
    kind: Literal["selection", "display"]
    parse: Callable[[str, Vocabulary], Any]
    format: Callable[[Any], str]
    help: str


def _parse_ids(name: str) -> Callable[[str, Vocabulary], tuple[str, ...]]:
    def parse(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        wanted = sorted({part.strip() for part in text.split(",") if part.strip()})
        if len(wanted) > MAX_VALUES:
            raise ValueError(f"more than {MAX_VALUES} values")
        unknown = [value for value in wanted if value not in vocabulary[name]]
        if unknown:
            raise ValueError(f"unknown value '{_shorten(unknown[0])}'")
        return tuple(wanted)

    return parse


def _parse_id(name: str) -> Callable[[str, Vocabulary], str]:
    def parse(text: str, vocabulary: Vocabulary) -> str:
        if text not in vocabulary[name]:
            raise ValueError(f"unknown value '{_shorten(text)}'")
        return text

    return parse


def _parse_date(*, end: bool) -> Callable[[str, Vocabulary], date]:
    def parse(text: str, _: Vocabulary) -> date:
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
            raise ValueError(f"'{_shorten(text)}' is no date: write 2018-09-12, 2018-09 or 2018")
        return parse_day(text, end=end)

    return parse


def _parse_text(text: str, _: Vocabulary) -> str:
    clean = " ".join("".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs"} or c == " ").split())
    if len(clean) > MAX_TEXT:
        raise ValueError(f"longer than {MAX_TEXT} characters")
    return clean


def _parse_number(low: float, high: float) -> Callable[[str, Vocabulary], float]:
    def parse(text: str, _: Vocabulary) -> float:
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,6})?", text) or not low <= float(text) <= high:
            raise ValueError(f"'{_shorten(text)}' is no number from {low:g} to {high:g}")
        return float(text)

    return parse


@dataclass(frozen=True, slots=True)
class Choice:
    """Parser of a parameter that is one of a few words."""

    words: tuple[str, ...]

    def __call__(self, text: str, _: Vocabulary) -> str:
        """Return the text, or raise ``ValueError`` where it is none of the words."""
        if text not in self.words:
            raise ValueError(f"'{_shorten(text)}' is none of {', '.join(self.words)}")
        return text


def _parse_choice(*words: str) -> Choice:
    return Choice(words)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _format_number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _ids(name: str, text: str) -> Parameter:
    return Parameter(name, name, "selection", _parse_ids(name), ",".join, text)


PARAMETERS: tuple[Parameter, ...] = (
    _ids("layer", "map layers to show, comma-separated"),
    _ids("topic", "topics, comma-separated"),
    _ids("actor", "people, states or bodies that act, comma-separated"),
    _ids("said_by", "who says it, comma-separated"),
    _ids("modality", "how it is put: happened, stated, requested, planned, claimed"),
    _ids("evidence", "what other sources make of it"),
    Parameter(
        "from", "since", "selection", _parse_date(end=False), date.isoformat, "first day: 2018-09-12, 2018-09 or 2018"
    ),
    Parameter("to", "until", "selection", _parse_date(end=True), date.isoformat, "last day, included"),
    Parameter(
        "undated",
        "undated",
        "selection",
        _parse_choice("keep", "drop", "only"),
        str,
        "facts with no date: keep, drop, only",
    ),
    Parameter("q", "text", "selection", _parse_text, str, "words that a fact must hold"),
    Parameter("fact", "fact", "display", _parse_id("fact"), str, "the fact that is chosen"),
    Parameter("place", "place", "display", _parse_id("place"), str, "the place that is chosen"),
    Parameter("lat", "lat", "display", _parse_number(-85, 85), _format_number, "latitude of the map's centre"),
    Parameter("lon", "lon", "display", _parse_number(-180, 180), _format_number, "longitude of the map's centre"),
    Parameter("zoom", "zoom", "display", _parse_number(2, 14), _format_number, "zoom of the map"),
    Parameter("basemap", "basemap", "display", _parse_choice("land", "online"), str, "bundled land, or online tiles"),
    Parameter("lang", "lang", "display", _parse_id("lang"), str, "language of the page"),
)
BY_NAME: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}
DEFAULT = View()
DEFAULT_FIELDS: dict[str, Any] = {field.name: getattr(DEFAULT, field.name) for field in fields(View)}
DISPLAY_FIELDS = tuple(parameter.field for parameter in PARAMETERS if parameter.kind == "display")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A parameter that could not be used, with the reason."""

    name: str
    reason: str

    def __str__(self) -> str:
        """Read as ``name: reason``."""
        return f"{self.name}: {self.reason}"


def parse_view(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> tuple[View, list[Dropped]]:
    """Read a view from query parameters.

    A parameter that is unknown, stands twice or has a bad value is left out and reported; this never raises.

    Parameters
    ----------
    pairs
        Names and values, decoded, in any order.
    vocabulary
        The ids that the parameters may take (:meth:`geo.atlas.Atlas.vocabulary`).
    """
    values: dict[str, Any] = {}
    dropped: list[Dropped] = []
    for name, text in pairs:
        parameter = BY_NAME.get(name)
        if parameter is None:
            dropped.append(Dropped(_shorten(name), "no such parameter"))
        elif parameter.field in values:
            dropped.append(Dropped(name, "stands twice: the first value is used"))
        elif text.strip():
            try:
                values[parameter.field] = parameter.parse(text.strip(), vocabulary)
            except ValueError as error:
                dropped.append(Dropped(name, str(error)))
    since, until = values.get("since"), values.get("until")
    if since and until and since > until:
        del values["since"], values["until"]
        dropped.append(Dropped("from", "comes after 'to'"))
    return View(**values), dropped


def format_view(view: View) -> dict[str, str]:
    """Return a view as query parameters in the table's order, with defaults left out."""
    return {
        parameter.name: parameter.format(value)
        for parameter in PARAMETERS
        if (value := getattr(view, parameter.field)) != DEFAULT_FIELDS[parameter.field] and value is not None
    }


def to_query(view: View) -> str:
    """Return a view as a query string without the question mark; commas stay readable."""
    return urlencode(format_view(view), safe=",")
