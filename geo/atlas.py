"""The atlas: a data folder, opened once a process and read by page, API and command line.

This is the one place that holds state of the process. It does not live in Streamlit's caches, which any visitor can empty.
"""

from __future__ import annotations

import gc
import os
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.errors import UnknownLayer
from geo.geodesy.measure import area_km2
from geo.messages import LANGUAGES
from geo.paths import DATA
from geo.records.articles import ALL
from geo.records.catalog import Catalog, read_catalog
from geo.records.fact import Fact
from geo.records.stories import Step
from geo.tables import articles, facts, features, properties, selection, sides
from geo.tables.facts import FactTable
from geo.tables.features import LayerTable
from geo.tables.search import Search
from geo.tables.selection import Loosening, Selection
from geo.view.parameters import View
from geo.view.parsers import of_article

EXPORTER = "3"
"""Version of the form that exports have; it changes when the same data give other bytes."""


class Atlas:
    """A data folder with its tables, layers and exports. Reading is thread-safe; nothing changes after opening.

    Of several articles one may be read alone (:meth:`of`): that is an atlas of its own, as if the others were not in the folder.

    Parameters
    ----------
    catalog
        The checked records.
    article
        The article that this atlas is of, or ``all``.
    whole
        The atlas of all articles, where this one is of one of them.
    """

    def __init__(self, catalog: Catalog, article: str = ALL, whole: Atlas | None = None) -> None:
        self.catalog, self.article, self.whole = catalog, article, whole or self
        self._of = lru_cache(maxsize=None)(self._alone)
        self.facts: FactTable = facts.build_facts(catalog)
        self.layers: dict[str, LayerTable] = {
            name: features.build_layer(rule, self.facts, catalog) for name, rule in catalog.layers.items()
        }
        self.search = Search(self.facts, self.layers, catalog)
        self._selected = lru_cache(maxsize=64)(lambda key: selection.select(self.facts, self.layers, self.search, key))

    @property
    def hash(self) -> str:
        """Name of the data and of the exporter's version: exports of equal names are equal."""
        return f"{self.catalog.hash[:16]}-{EXPORTER}"

    @cached_property
    def vocabulary(self) -> dict[str, frozenset[str]]:
        """The ids that each parameter of a view may take; of all articles, and of each alone where it tells them apart."""
        if self.whole is not self:
            return self.whole.vocabulary
        facets = {name: frozenset(map(str, facet.options)) for name, facet in self.facts.facets.items()}
        return facets | {
            "layer": frozenset(self.layers),
            "fact": frozenset(self.facts.ids),
            "period": frozenset(self.catalog.periods),
            "step": frozenset(self.catalog.stories),
            "overlay": frozenset(name for name, layer in self.layers.items() if layer.rule.optional),
            "place": frozenset(self.catalog.places),
            "claims": frozenset(sides.choices(self.catalog)),
            "lang": frozenset(LANGUAGES),
            "article": frozenset({ALL, *self.catalog.articles}),
            **self._vocabulary_of_each(),
        }

    def _vocabulary_of_each(self) -> dict[str, frozenset[str]]:
        """Return which facts and steps may be chosen while an article is read."""
        facts, steps = self.catalog.facts.values(), self.catalog.stories.values()
        found = {}
        for article in self.catalog.articles:
            found[of_article("fact", article)] = frozenset(f.id for f in facts if f.article in (None, article))
            found[of_article("step", article)] = frozenset(step.id for step in steps if step.article == article)
        return found

    def of(self, article: str) -> Atlas:
        """Return the atlas of one article, or of all: from whichever atlas of the folder it is asked.

        Parameters
        ----------
        article
            The id of an article's source, or ``all``; a view's ``article``.

        Raises
        ------
        KeyError
            The folder has no such article.
        """
        if self.whole is not self:
            return self.whole.of(article)
        if article not in self.vocabulary["article"]:
            raise KeyError(article)
        return self if article == ALL or len(self.catalog.articles) == 1 else self._of(article)

    def _alone(self, article: str) -> Atlas:
        return Atlas(articles.without_others(self.catalog, article), article, self)

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps of the walk by id: article by article, each in its own order."""
        return {step.id: step for step in articles.steps_of(self.catalog)}

    @cached_property
    def incoming_relations(self) -> dict[str, list[tuple[Fact, str, str | None]]]:
        """For each fact, what other facts say of it: the other fact, the kind of relation and its note."""
        found: dict[str, list[tuple[Fact, str, str | None]]] = {}
        for fact in self.catalog.facts.values():
            for relation in fact.relations:
                found.setdefault(relation.to, []).append((fact, relation.kind, relation.note))
        return found

    @cached_property
    def facts_by_place(self) -> dict[str, tuple[str, ...]]:
        """The ids of the facts that a click on a place shows: its own, its group's, those on it, and those that may mean it."""
        found: dict[str, list[str]] = {}
        others = facts.shown_with(self.catalog)
        for fact in self.facts.facts:
            for place in facts.places_of(fact, others):
                found.setdefault(place, []).append(fact.id)
        return {place: tuple(ids) for place, ids in found.items()}

    @cached_property
    def rows_by_place(self) -> dict[str, NDArray[np.int32]]:
        """For each place of a place layer, by id, the positions of its facts in ``facts.facts``: shape (n,), int32."""
        return {
            place: layer.pair_facts[layer.pair_features == position]
            for layer in self.layers.values()
            if layer.rule.grain == "place"
            for position, place in enumerate(layer.gdf["place"])
        }

    @cached_property
    def areas_km2(self) -> dict[str, float]:
        """The computed geodesic area of each place of a place layer, and of groups, in km²."""
        shapes = {
            ident: properties.shape_of(place, self.catalog)
            for ident, place in self.catalog.places.items()
            if place.outline
        }
        return {ident: area_km2(shape) for ident, shape in shapes.items() if shape is not None}

    @cached_property
    def mapped(self) -> NDArray[np.bool_]:
        """Tell for each fact whether a layer draws it: shape (n,), bool, one a fact, in the order of ``FactTable.facts``.

        The others are in the lists and on the timeline only.
        """
        mask = np.zeros(len(self.facts.ids), dtype=bool)
        for layer in self.layers.values():
            drawn = np.array([shape is not None for shape in layer.gdf.geometry], dtype=bool)
            mask[layer.pair_facts[drawn[layer.pair_features]]] = True
        return mask

    @property
    def lead(self) -> str | None:
        """The fact that opens the page: the news of the article that is read, of several the first's."""
        return next((article.lead for article in self.catalog.about.articles), None)

    def select(self, view: View) -> Selection:
        """Return what a view selects.

        Raises
        ------
        KeyError
            The view reads an article that the folder does not have.
        ValueError
            The view reads another article than this atlas is of: :meth:`of` gives the atlas that it is for.
        """
        if self.of(view.article) is not self:
            raise ValueError(f"a view of the article '{view.article}' is asked of the atlas of '{self.article}'")
        found: Selection = self._selected(view.selection())
        return found

    def listed(self, view: View) -> list[Fact]:
        """Return the facts that a view lists, in the page's order: those that pass, and of these the chosen place's if one is."""
        passing = np.flatnonzero(self.select(view).facts)
        if view.place is not None:
            there = [self.facts.index[ident] for ident in self.facts_by_place.get(view.place, ())]
            passing = passing[np.isin(passing, there)]
        return [self.facts.facts[position] for position in passing.tolist()]

    def loosenings(self, view: View) -> list[Loosening]:
        """Return what each filter of a view would give when taken away."""
        return selection.loosenings(self.facts, self.layers, self.search, view.selection())

    def layer(self, name: str) -> LayerTable:
        """Return a layer by its id.

        Raises
        ------
        UnknownLayer
            There is none of this id.
        """
        if name not in self.layers:
            raise UnknownLayer(name, list(self.layers))
        return self.layers[name]


def data_folder() -> Path:
    """Return the data folder: the setting ``ATLAS_DATA``, or ``data/`` beside the code."""
    setting = os.environ.get("ATLAS_DATA")
    return Path(setting).expanduser().resolve() if setting else DATA


@lru_cache(maxsize=4)
def open_atlas(folder: Path) -> Atlas:
    """Read a data folder, laid out as ``data/README.md`` says, once a process.

    Raises
    ------
    geo.errors.DataError
        The folder's data are broken; the error lists every problem.
    """
    return Atlas(read_catalog(folder))


def open_for_good() -> Atlas:
    """Open the atlas of this process, each article's too, for as long as it lives, out of the garbage collector's sight.

    Streamlit lets Python look through all objects after each run of the page; those of the atlas never go.
    """
    held = atlas()
    for article in (ALL, *held.catalog.articles):
        held.of(article).search.prepare()
    gc.collect()
    gc.freeze()
    return held


def atlas() -> Atlas:
    """Return the atlas of the data folder in the settings."""
    return open_atlas(data_folder())
