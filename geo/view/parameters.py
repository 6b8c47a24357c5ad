"""A view of the atlas: what is selected and how it is shown. One table of parameters serves page, API and command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

from geo.records.articles import ALL
from geo.view.camera import BOUNDS
from geo.view.pairs import Dropped, read_pairs, unknown
from geo.view.parsers import (
    Vocabulary,
    of_article,
    parse_article,
    parse_choice,
    parse_date,
    parse_id,
    parse_ids,
    parse_number,
    parse_text,
    shorten,
)

FACETS = ("topic", "actor", "said_by", "modality", "evidence")
"""The filters whose options are counted. ``layer`` is counted too, but acts on features and not on facts."""


@dataclass(frozen=True, slots=True)
class View:
    """What a reader looks at. The first fields select facts and features; those from ``fact`` on only show them.

    ``since`` and ``until`` are days, both included. ``undated`` says what a filter does with facts that have no date:
    keep them, drop them, or show only them. ``basis`` is ``article`` for the article's facts alone, or ``all``.
    ``article`` is the id of the article that is read, or ``all``: nothing of another article is in the view, whatever the basis.
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
    basis: str = "article"
    article: str = ALL
    fact: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    zoom: float | None = None
    claims: str = "both"
    period: str | None = None
    step: str | None = None
    overlay: tuple[str, ...] = ()
    basemap: str = "land"
    lang: str = "en"

    def selection(self) -> View:
        """Return this view with every display field at its default: equal for views that select the same."""
        return replace(self, **{name: DEFAULT_FIELDS[name] for name in DISPLAY_FIELDS})

    def unfiltered(self) -> View:
        """Return the view that shows all there is to read in this one: its article and its basis alone."""
        return View(article=self.article, basis=self.basis)


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

    def read(self, vocabulary: Vocabulary, text: str) -> Any:
        """Return what a text says.

        Parameters
        ----------
        vocabulary
            The ids that the parameters may take.
        text
            The value as it stands in an address or option, decoded.

        Raises
        ------
        ValueError
            The text says nothing; the message is the reason.
        """
        return self.parse(text, vocabulary)


def _ids(name: str, text: str) -> Parameter:
    return Parameter(name, name, "selection", parse_ids(name), ",".join, text)


def _id(name: str, text: str) -> Parameter:
    return Parameter(name, name, "display", parse_id(name), str, text)


def _choice(name: str, kind: Literal["selection", "display"], words: tuple[str, ...], text: str) -> Parameter:
    return Parameter(name, name, kind, parse_choice(*words), str, text)


def _camera(name: str, text: str) -> Parameter:
    bounds = BOUNDS[name]
    return Parameter(name, name, "display", parse_number(bounds.low, bounds.high), bounds.format, text)


PARAMETERS: tuple[Parameter, ...] = (
    _ids("layer", "map layers to show, comma-separated"),
    _ids("topic", "topics, comma-separated"),
    _ids("actor", "people, states or bodies involved, comma-separated"),
    _ids("said_by", "who says it, comma-separated"),
    _ids("modality", "kind: happened, stated, requested, planned, claimed"),
    _ids("evidence", "confirmed elsewhere? supported, contradicted and the like, comma-separated"),
    Parameter(
        "from", "since", "selection", parse_date(end=False), date.isoformat, "first day: 2018-09-12, 2018-09 or 2018"
    ),
    Parameter("to", "until", "selection", parse_date(end=True), date.isoformat, "last day, included"),
    _choice("undated", "selection", ("keep", "drop", "only"), "facts with no date: keep, drop, only"),
    Parameter("q", "text", "selection", parse_text, str, "words that a fact must contain"),
    _choice("basis", "selection", ("article", "all"), "article: its facts only; all: those from other sources too"),
    Parameter(
        "article",
        "article",
        "selection",
        parse_article,
        str,
        "the article that is read, by its source's id, or all: facts of the others are left out",
    ),
    _id("fact", "the selected fact"),
    _id("place", "the selected place"),
    _camera("lat", "latitude of the map's centre"),
    _camera("lon", "longitude of the map's centre"),
    _camera("zoom", "zoom of the map"),
    _id("claims", "borders according to: both, administered, or a party: japan, russia"),
    _id("period", "a period of control over time"),
    _id("step", "a paragraph of the walk through the article"),
    Parameter(
        "overlay",
        "overlay",
        "display",
        parse_ids("overlay"),
        ",".join,
        "layers that are off by default, comma-separated",
    ),
    _choice("basemap", "display", ("land", "online"), "land: the built-in map; online: tiles from the net"),
    _id("lang", "language of the page"),
)
BY_NAME: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}
DEFAULT = View()
EVERYTHING = View(basis="all")
"""The view that leaves nothing out: the article's facts and those of other sources."""
DEFAULT_FIELDS: dict[str, Any] = {field.name: getattr(DEFAULT, field.name) for field in fields(View)}
DISPLAY_FIELDS = tuple(parameter.field for parameter in PARAMETERS if parameter.kind == "display")


def parse_view(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> tuple[View, list[Dropped]]:
    """Read a view from query parameters.

    A parameter that is unknown, stands twice or has a bad value is left out and reported; this never raises.

    Parameters
    ----------
    pairs
        Names and values, decoded, in any order.
    vocabulary
        The ids that the parameters may take (:attr:`geo.atlas.Atlas.vocabulary`).

    Returns
    -------
    tuple of View and list of Dropped
        The view, with defaults for all that is not said, and each parameter that was left out, with the reason.
    """
    parsers = {parameter.name: partial(parameter.read, vocabulary) for parameter in PARAMETERS}
    read = read_pairs(pairs, parsers)
    values = {BY_NAME[name].field: value for name, value in read.values.items()}
    dropped = unknown(read.others, BY_NAME) + read.dropped
    for name in of_others(values, vocabulary):
        dropped.append(Dropped(name, f"'{shorten(values.pop(name))}' is of another article"))
    since, until = values.get("since"), values.get("until")
    if since and until and since > until:
        del values["since"], values["until"]
        dropped.append(Dropped("from", "comes after 'to'"))
    return View(**values), dropped


OF_ONE_ARTICLE = ("fact", "step")
"""Parameters that choose something which may be of an article other than the one that is read."""


def of_others(values: Mapping[str, Any], vocabulary: Vocabulary) -> list[str]:
    """Return the names of fields that choose something of an article other than the one that is read.

    Parameters
    ----------
    values
        Fields of a view by name; those that are missing or ``None`` choose nothing.
    vocabulary
        The ids that the parameters may take.
    """
    article = values.get("article", ALL)
    chosen = {name: values[name] for name in OF_ONE_ARTICLE if values.get(name) is not None and article != ALL}
    return [name for name, value in chosen.items() if value not in vocabulary[of_article(name, article)]]


def format_view(view: View) -> dict[str, str]:
    """Return a view as query parameters in the table's order, with defaults left out.

    Parameters
    ----------
    view
        What is selected and shown.
    """
    return {
        parameter.name: parameter.format(value)
        for parameter in PARAMETERS
        if (value := getattr(view, parameter.field)) != DEFAULT_FIELDS[parameter.field] and value is not None
    }


def to_query(view: View) -> str:
    """Return a view as a query string without the question mark; commas stay readable."""
    return urlencode(format_view(view), safe=",")
