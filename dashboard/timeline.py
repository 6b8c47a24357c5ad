"""A simple timeline: uneven bins, as most facts fall on one day; spans known only roughly; and facts with no date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from dashboard import state
from dashboard.component import component, seen, take
from geo.atlas import Atlas
from geo.messages import Messages
from geo.view.parameters import View


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of time, both days included, and the message that names it."""

    first: date
    last: date
    label: str


def _months(year: int) -> list[Bin]:
    starts = [date(year, month, 1) for month in range(1, 13)]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [date(year, 12, 31)]
    return [Bin(start, end, "month") for start, end in zip(starts, ends, strict=True)]


BINS: tuple[Bin, ...] = (
    Bin(date(1600, 1, 1), date(1944, 12, 31), "before"),
    Bin(date(1945, 1, 1), date(1945, 12, 31), "year"),
    Bin(date(1946, 1, 1), date(2015, 12, 31), "years"),
    Bin(date(2016, 1, 1), date(2016, 12, 31), "year"),
    Bin(date(2017, 1, 1), date(2017, 12, 31), "year"),
    *_months(2018),
    Bin(date(2019, 1, 1), date(2100, 12, 31), "later"),
)


def _label(item: Bin, words: Messages) -> str:
    if item.label == "month":
        return words.month_name(item.first)
    return words.text(f"timeline.{item.label}", first=item.first.year, last=item.last.year)


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
    """Count the facts that pass a view, its dates left aside."""
    table = atlas.facts
    mask = atlas.select(replace(view, since=None, until=None, undated="keep")).facts
    dated = mask & (table.earliest >= 0)
    starts = np.array([item.first.toordinal() for item in BINS])
    first = np.clip(np.searchsorted(starts, table.earliest[dated], "right") - 1, 0, None)
    last = np.clip(np.searchsorted(starts, table.latest[dated], "right") - 1, 0, None)
    inside, article = first == last, table.from_article[dated]
    counts = np.bincount(first[inside], minlength=len(BINS)).tolist()
    of_article = np.bincount(first[inside & article], minlength=len(BINS)).tolist()
    rough = np.stack([first, last], axis=1)[first != last]
    pairs, sizes = np.unique(rough, axis=0, return_counts=True)
    spans = {(int(begin), int(end)): int(size) for (begin, end), size in zip(pairs, sizes, strict=True)}
    lanes = Counter[str](table.facts[position].date_basis for position in np.flatnonzero(mask & ~dated).tolist())
    return Spread(counts, of_article, spans, dict(lanes))


def _range(view: View, words: Messages) -> str | None:
    """Return the dates that the view holds, in words."""
    if view.since and view.until:
        return words.text("timeline.range", first=words.day(view.since), last=words.day(view.until))
    if view.since:
        return words.text("timeline.since", first=words.day(view.since))
    return words.text("timeline.until", last=words.day(view.until)) if view.until else None


def _choose() -> None:
    picked = take("timeline", "pick").get("pick")
    if picked == "clear":
        state.change(since=None, until=None, undated="keep")
    elif picked == "undated":
        state.change(since=None, until=None, undated="only")
    else:
        first, last = (BINS[int(part)] for part in str(picked).split("-"))
        state.change(since=first.first, until=last.last, undated="drop")


def show(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the timeline. A brush over bars, or a click on one, sets the dates; a click on the lane shows what has none."""
    found = spread(atlas, view)
    ranged = bool(view.since or view.until)
    inside = [
        ranged and (not view.since or item.last >= view.since) and (not view.until or item.first <= view.until)
        for item in BINS
    ]
    data = {
        "bins": [
            {
                "label": _label(item, words),
                "n": n,
                "article": article,
                "on": on,
                "title": words.text("timeline.bin", n=n, when=_label(item, words)),
            }
            for item, n, article, on in zip(BINS, found.counts, found.article, inside, strict=True)
        ],
        "spans": [
            {"first": first, "last": last, "label": words.text("timeline.span", n=n)}
            for (first, last), n in found.spans.items()
        ],
        "year": {"first": 5, "last": 16, "label": "2018"},
        "lanes": [words.text(f"timeline.lane.{basis}", n=n) for basis, n in sorted(found.lanes.items())],
        "only": view.undated == "only",
        "range": _range(view, words),
        "seen": seen("timeline"),
        "changed": ranged or view.undated != "keep",
        "words": {
            name: words.text(f"timeline.{name}") for name in ("title", "hint", "rough", "undated", "none", "clear")
        },
    }
    component("timeline")(key="timeline", data=data, on_pick_change=_choose)
