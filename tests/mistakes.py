"""Mistakes made on purpose: what the atlas shows, wrong in one place, so that a test can prove that it would notice."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import shapely
import yaml
from parts import PARTS
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas, open_atlas
from geo.errors import DataError, Problem
from geo.geodesy.measure import distance_m
from geo.messages import messages
from geo.paths import ROOT
from geo.records.catalog import FOLDERS, Catalog
from geo.records.checks import check_records
from geo.records.fact import Evidence, Fact
from geo.records.place import Place
from geo.tables.facts import build_facts, evidence_of
from geo.tables.features import build_layer
from geo.tables.properties import shape_of
from geo.text import fact_text
from maps import applied_state

CASES = Path(__file__).parent / "cases" / "mistakes.yaml"


@dataclass(frozen=True)
class Shown:
    """All that a reader is shown. The joins are made when first asked for: most mistakes show before.

    Attributes
    ----------
    catalog
        The data, read and checked.
    settings
        What the map's script is told: layers and inks.
    texts
        The files that hold words, styles or ways of drawing, by their path from the root.
    """

    catalog: Catalog
    settings: dict[str, Any]
    texts: dict[str, str]

    @cached_property
    def atlas(self) -> Atlas:
        """The data, joined, as page, API and command line read them."""
        return Atlas(self.catalog)

    def fact(self, ident: str) -> Fact:
        """Return a fact by its id."""
        return self.catalog.facts[ident]

    def place(self, ident: str) -> Place:
        """Return a place by its id."""
        return self.catalog.places[ident]

    def shape(self, ident: str) -> BaseGeometry:
        """Return the geometry of a place that is drawn."""
        found = shape_of(self.place(ident), self.catalog)
        assert found is not None, ident
        return found

    def km(self, one: str, other: str) -> float:
        """Return the distance between the centres of two places, in km."""
        a, b = self.shape(one).centroid, self.shape(other).centroid
        return distance_m(a.x, a.y, b.x, b.y) / 1000

    def card(self, ident: str) -> dict[str, Any]:
        """Return a fact's card in words, as the page shows it."""
        return fact_text.card(self.fact(ident), self.atlas, messages("en"), "both")

    def where(self, ident: str) -> list[str]:
        """Return the places of a fact, in its order."""
        return [link.place for link in self.fact(ident).places]

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """What other sources make of each fact."""
        return evidence_of(self.catalog.facts.values())

    @cached_property
    def article(self) -> list[Fact]:
        """The facts of the article whose traps these are; another one in the folder has its own."""
        return [fact for fact in self.catalog.facts.values() if fact.article == "cnbc-2018-09-12"]

    @cached_property
    def context(self) -> list[Fact]:
        """The facts of other sources."""
        return [fact for fact in self.catalog.facts.values() if fact.basis == "context"]

    @cached_property
    def features(self) -> list[dict[str, Any]]:
        """Every feature of a (fact, place), drawn or only listed, with its layer."""
        rules = [rule for rule in self.catalog.layers.values() if rule.grain == "fact-place"]
        table = build_facts(self.catalog)
        found: list[dict[str, Any]] = []
        for rule in rules:
            rows = build_layer(rule, table, self.catalog).gdf.to_dict("records")
            found += [{"layer": rule.id, **{str(name): value for name, value in row.items()}} for row in rows]
        return found

    @cached_property
    def drawn(self) -> list[dict[str, Any]]:
        """The features that the map draws."""
        return [row for row in self.features if row["geometry"] is not None]

    @cached_property
    def scripts(self) -> str:
        """The map's own script."""
        return "\n".join(
            text for name, text in self.texts.items() if name.startswith("web/map/") and name.endswith(".js")
        )


def shipped() -> Shown:
    """Return what the repository shows."""
    opened = open_atlas(ROOT / "data").of("cnbc-2018-09-12")
    found = [
        path
        for folder in ("data", "locale", *PARTS)
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".yaml", ".js", ".css", ".py", ".json"}
    ]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found}
    return Shown(opened.catalog, applied_state.settings(opened), texts)


@cache
def outlines(file: str) -> dict[str, BaseGeometry]:
    """Return the features of a geometry file of the data by their ids, whether a place is drawn by them or not."""
    content = json.loads((ROOT / "data" / "geometry" / file).read_text(encoding="utf-8"))
    return {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in content["features"]}


@dataclass(frozen=True)
class Mistake:
    """One mistake: which trap it falls into, what it changes, and the problem that reading then reports, if it does.

    A key of ``changes`` names the spot: kind of record, id and field; ``settings`` and a field; or ``texts`` and a file,
    which the value is added to. ``None`` takes a field away.
    """

    trap: str
    changes: dict[str, Any]
    problem: str | None

    def __str__(self) -> str:
        """Read as the trap and the first spot."""
        return f"{self.trap}: {next(iter(self.changes))}"


def mistakes() -> list[Mistake]:
    """Return the mistakes of the case file, trap by trap."""
    cases: dict[str, list[dict[str, Any]]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        Mistake(trap, {key: value for key, value in case.items() if key != "problem"}, case.get("problem"))
        for trap, found in cases.items()
        for case in found
    ]


def _put(content: Any, path: list[str], value: Any) -> None:
    """Put another value into nested dicts and lists."""
    head, *rest = path
    key = int(head) if isinstance(content, list) else head
    if rest:
        _put(content[key], rest, value)
        return
    assert content[key] != value, path
    content[key] = value


def _reread(catalog: Catalog, changes: dict[str, Any]) -> Catalog:
    """Read and check records again, some of them changed: what would happen if the files said so."""
    read: dict[str, dict[str, Any]] = {kind: dict(getattr(catalog, kind)) for kind in FOLDERS}
    raw: dict[tuple[str, str], Any] = {}
    for key, value in changes.items():
        kind, ident, *field = key.split()
        _put(raw.setdefault((kind, ident), read[kind][ident].model_dump(mode="json")), field, value)
    for (kind, ident), content in raw.items():
        read[kind][ident] = FOLDERS[kind].model_validate(content)
    faults = check_records(read)
    problems = [Problem(fault.kind, fault.id, fault.field, fault.message) for fault in faults]
    if problems:
        raise DataError(problems)
    return Catalog(**read, outlines=catalog.outlines, hash=catalog.hash)


def commit(shown: Shown, mistake: Mistake) -> Shown:
    """Return what would be shown with a mistake in it.

    Raises
    ------
    pydantic.ValidationError, DataError
        Reading refuses it.
    """
    settings, texts, records = copy.deepcopy(shown.settings), dict(shown.texts), {}
    for key, value in mistake.changes.items():
        kind, rest = key.split(maxsplit=1)
        if kind == "settings":
            _put(settings, rest.split(), value)
        elif kind == "texts":
            texts[rest] += value
        else:
            records[key] = value
    return Shown(_reread(shown.catalog, records) if records else shown.catalog, settings, texts)
