"""A simple timeline: uneven bins, as most facts fall on one day; spans known only roughly; and facts with no date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from dashboard import state
from dashboard.component import component, seen, take
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.atlas_record import YEARS, Stretch
from geo.text.dates import days_label
from geo.view.parameters import View

MOST_BINS = 18
"""How many bars the years of the facts are dealt to, where the data name no stretches."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar of the timeline: its days, both included, and the message that names it.

    Parameters
    ----------
    first
        First day, included.
    last
        Last day, included.
    label
        Ends the key of the message, ``timeline.<label>``; a ``month`` is named by the month's own name.
    """

    first: date
    last: date
    label: Literal["before", "year", "years", "month", "later"]


def _months(year: int) -> list[Bin]:
    starts = [date(year, month, 1) for month in range(1, 13)]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [date(year, 12, 31)]
    return [Bin(start, end, "month") for start, end in zip(starts, ends, strict=True)]


def _bars(stretch: Stretch) -> list[Bin]:
    """Return the bars of a stretch; an open end is that of all timelines."""
    first, last = stretch.first or YEARS[0], stretch.last or YEARS[1]
    if stretch.by:
        return _months(first)
    label: Any = "before" if stretch.first is None else "later" if stretch.last is None else "years"
    return [Bin(date(first, 1, 1), date(last, 12, 31), "year" if first == last else label)]


def _dealt(atlas: Atlas) -> list[Stretch]:
    """Return stretches of equal length over the years of the facts: one a year where these are few."""
    whole = atlas.whole.facts
    dated = whole.earliest >= 0
    if not dated.any():
        return [Stretch()]
    first = date.fromordinal(int(whole.earliest[dated].min())).year
    last = date.fromordinal(int(whole.latest[dated].max())).year
    length = -(-(last - first + 1) // MOST_BINS)
    return [Stretch(first=year, last=year + length - 1) for year in range(first, last + 1, length)]


@lru_cache(maxsize=4)
def bins_of(atlas: Atlas) -> tuple[Bin, ...]:
    """Return the bars of the timeline: those of the data's stretches, else of the facts' years. All articles have the same."""
    return tuple(bar for stretch in atlas.catalog.about.timeline or _dealt(atlas) for bar in _bars(stretch))


def _years(bins: Sequence[Bin]) -> list[dict[str, Any]]:
    """Return each year that stands month by month: its first and last bar, and its number."""
    found = []
    for i, item in enumerate(bins):
        if item.label == "month" and item.first.month == 1:
            found.append({"first": i, "last": i + 11, "label": str(item.first.year)})
    return found


def _label(item: Bin, words: Messages) -> str:
    if item.label == "month":
        return words.month_name(item.first)
    return words.text(f"timeline.{item.label}", first=item.first.year, last=item.last.year)


def _short(item: Bin, words: Messages) -> str:
    """Return the label of a bar where there is little room: of a month its first letter."""
    if item.label == "month":
        return words.month_letter(item.first)
    return words.text(f"timeline.short.{item.label}", first=item.first.year, last=item.last.year)


@dataclass(frozen=True)
class Spread:
    """How many facts pass, dates apart.

    ``counts`` are those inside one bin and ``article`` the article's among them, one number a bin; ``spans`` those over
    several bins, by first and last bin; ``lanes`` those with no date, by how their time is given.
    """

    counts: list[int]
    article: list[int]
    spans: dict[tuple[int, int], int]
    lanes: dict[str, int]


def spread(atlas: Atlas, view: View) -> Spread:
    """Count the facts that pass a view, its dates left aside.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.

    Raises
    ------
    ValueError
        The view reads another article than this atlas is of.
    """
    table, bins = atlas.facts, bins_of(atlas)
    mask = atlas.select(replace(view, since=None, until=None, undated="keep")).facts
    dated = mask & (table.earliest >= 0)
    starts = np.array([item.first.toordinal() for item in bins])
    first = np.clip(np.searchsorted(starts, table.earliest[dated], "right") - 1, 0, None)
    last = np.clip(np.searchsorted(starts, table.latest[dated], "right") - 1, 0, None)
    inside, article = first == last, table.from_article[dated]
    counts = np.bincount(first[inside], minlength=len(bins)).tolist()
    of_article = np.bincount(first[inside & article], minlength=len(bins)).tolist()
    rough = np.stack([first, last], axis=1)[first != last]
    pairs, sizes = np.unique(rough, axis=0, return_counts=True)
    spans = {(int(begin), int(end)): int(size) for (begin, end), size in zip(pairs, sizes, strict=True)}
    lanes = Counter[str](table.facts[position].date_basis for position in np.flatnonzero(mask & ~dated).tolist())
    return Spread(counts, of_article, spans, dict(lanes))


def _choose(atlas: Atlas) -> None:
    picked = take("timeline", "pick").get("pick")
    if picked == "clear":
        state.change(since=None, until=None, undated="keep")
    elif picked == "undated":
        state.change(since=None, until=None, undated="only")
    elif bars := _picked(picked, bins_of(atlas)):
        state.change(since=bars[0].first, until=bars[1].last, undated="drop")


def _picked(picked: Any, bins: Sequence[Bin]) -> tuple[Bin, Bin] | None:
    """Return the first and the last of the bars that a script names by their positions; ``None`` where there are none such."""
    found = re.fullmatch(r"(\d{1,3})-(\d{1,3})", picked) if isinstance(picked, str) else None
    first, last = map(int, found.groups()) if found else (0, -1)
    return (bins[first], bins[last]) if first <= last < len(bins) else None


def draw_timeline(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the timeline. A brush over bars, or a click on one, sets the dates; a click on the lane shows what has none.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    found, bins = spread(atlas, view), bins_of(atlas)
    ranged = bool(view.since or view.until)
    inside = [
        ranged and (not view.since or item.last >= view.since) and (not view.until or item.first <= view.until)
        for item in bins
    ]
    data = {
        "bins": [
            {
                "label": _label(item, words),
                "short": _short(item, words),
                "kind": item.label,
                "n": n,
                "article": article,
                "on": on,
                "title": words.text("timeline.bin", n=n, when=_label(item, words)),
            }
            for item, n, article, on in zip(bins, found.counts, found.article, inside, strict=True)
        ],
        "spans": [
            {"first": first, "last": last, "label": words.text("timeline.span", n=n)}
            for (first, last), n in found.spans.items()
        ],
        "years": _years(bins),
        "lanes": [words.text(f"timeline.lane.{basis}", n=n) for basis, n in sorted(found.lanes.items())],
        "only": view.undated == "only",
        "range": days_label(view.since, view.until, words),
        "seen": seen("timeline"),
        "changed": ranged or view.undated != "keep",
        "words": {
            name: words.text(f"timeline.{name}") for name in ("title", "hint", "rough", "undated", "none", "clear")
        },
    }
    component("timeline")(key="timeline", data=data, on_pick_change=lambda: _choose(atlas))
