"""One grammar: in every kind of view the map's script and the picture draw the same features by the same symbols."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, get_args

import pytest
from browsing import DESKTOP, WatchedPage
from browsing import open_page as open_watched
from conftest import NewPage
from journeys import FRAME, in_map, settle
from journeys import open_atlas as open_page
from playwright.sync_api import Browser, expect
from serving import Server

import layers
from dashboard import map as map_of_page
from geo.atlas import Atlas, open_atlas
from geo.messages import messages
from geo.paths import ROOT
from geo.tables.sides import choices
from geo.view.parameters import EVERYTHING, View, to_query
from layers.layer import CONTEXT
from layers.symbols import SYMBOLS
from pictures.extent import chosen_places
from pictures.legend import rows
from pictures.marks import Group, gather
from pictures.palette import THEMES, Theme, color_of
from pictures.paper import PageBox
from pictures.visible_marks import VisibleMarks

WORDS = messages("en")
SHIPPED = open_atlas(ROOT / "data")
Pair = tuple[str, str]

# What the map's own objects hold: each feature with the symbol that its mark has now. Land is drawn without a fact too.
DRAWN = """
  const pairs = [], add = (features, ...symbols) => {
    for (const symbol of symbols.filter(Boolean)) for (const feature of features) pairs.push([feature.id, symbol]);
  };
  for (const layer of A.store.layers.values()) {
    for (const mark of layer.marks) {
      if (!mark.drawn !== !mark.symbol) throw new Error(mark.place + ": a symbol and no drawing, or the reverse");
      add(mark.passing.length ? mark.passing : mark.indices.map((i) => mark.features[i]), mark.symbol, mark.beside);
    }
    if (layer.ground && layer.look.ground) {
      for (const [i, entry] of layer.ground.drawn) add([layer.ground.features[i]], entry.symbol);
    }
  }
  for (const mark of A.store.context.values()) if (mark.drawn) add(mark.passing, mark.symbol);
  return pairs;
"""
INKED = """
  return A.settings.symbols.flatMap((symbol) => [...A.settings.layers, A.settings.context].map((look) =>
    [look.id, symbol.id, A.colorOf(symbol, look)]));
"""
LEGEND = "return [...document.querySelectorAll('.legend .row')].map((row) => row.textContent);"


def views(atlas: Atlas) -> Iterator[View]:
    """Yield a view of every kind."""
    optional = tuple(name for name, layer in atlas.layers.items() if layer.rule.optional)
    for basis in ("article", "all"):
        yield from (View(claims=claims, basis=basis) for claims in choices(atlas.catalog))
        yield from (View(period=period, basis=basis) for period in atlas.catalog.periods)
        yield from (View(overlay=(name,), basis=basis) for name in optional)
        yield from (
            View(topic=(topic,), basis=basis) for topic in sorted(map(str, atlas.facts.facets["topic"].options))
        )
        yield View(overlay=optional, basis=basis, claims=choices(atlas.catalog)[-1])
        yield View(text="zzzz", basis=basis)
        yield View(modality=("planned",), basis=basis)
    yield View(evidence=("contradicted",))
    yield View(
        period=next(iter(atlas.catalog.periods)), overlay=optional, basis="all", claims=choices(atlas.catalog)[-1]
    )
    yield View(fact=str(atlas.lead))
    yield View(place="vladivostok", basis="all")
    yield View(step=next(iter(atlas.catalog.stories)))
    yield View(text="Matua", basis="all")


def drawn(groups: list[Group]) -> set[Pair]:
    """Return the pairs of a feature's id and a symbol's that a picture draws anywhere in a selection."""
    found: set[Pair] = set()
    for group in groups:
        features = group.features
        passing = features["place"].isin(features["place"][features["passing"]])
        shown = features[features["passing"] | ~passing]
        for column in ("symbol", "beside"):
            symbols: dict[str, Any] = dict(zip(group.places["place"], group.places[column], strict=True))
            pairs = zip(shown["id"], shown["place"], strict=True)
            found |= {(str(ident), str(symbols[spot])) for ident, spot in pairs if symbols[spot] is not None}
    return found


def picture_rows(groups: list[Group], view: View) -> set[str]:
    """Return the words of a picture's legend for all marks, wherever they lie."""
    placed = [VisibleMarks(group, (PageBox(0, 0, 1, 1).shape(),) * len(group.places)) for group in groups]
    chosen = bool(chosen_places(SHIPPED, view)) and view.period is None
    return {row.text for row in rows(placed, THEMES["light"], WORDS, chosen=chosen, beyond=False)}


def apply(page: WatchedPage, view: View, theme: Theme) -> None:
    """Hand the map the state that the page makes of a view, and wait until all of its layers are drawn."""
    selection = SHIPPED.select(view)
    fact = SHIPPED.facts.facts[SHIPPED.facts.index[view.fact]] if view.fact else None
    state = asdict(map_of_page.build_state(SHIPPED, view, selection, fact, theme))
    in_map(page, f"A.apply({json.dumps(state)}); A.store.map.setView([44, 146], 2, {{ animate: false }});")
    page.wait_for_function(
        """(frame) => { const { store, state } = document.querySelector(frame).contentWindow.Atlas;
          return !store.fetching && Object.keys(state.bits).every((id) => store.layers.has(id)); }""",
        arg=FRAME,
    )


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[WatchedPage]:
    """Give the shipped page with its map, loaded once."""
    page = open_watched(browser, **DESKTOP)
    open_page(page, server.url)
    yield page
    page.context.close()


@pytest.mark.parametrize("theme", get_args(Theme))
def test_map_and_picture_draw_the_same_features_by_the_same_symbols(opened: WatchedPage, theme: Theme) -> None:
    asked = list(views(SHIPPED))
    assert len(asked) >= 40
    # The map wears the theme that the browser is in, whatever a state that is made up here says.
    opened.emulate_media(color_scheme=theme)
    expect(opened.frame_locator(FRAME).locator(f".atlas[data-theme={theme}]")).to_be_visible()
    for view in asked if theme == "light" else asked[::6]:
        groups = gather(SHIPPED, view)
        apply(opened, view, theme)
        on_map = {(str(feature), str(symbol)) for feature, symbol in in_map(opened, DRAWN)}
        assert on_map == drawn(groups), to_query(view)
        assert set(in_map(opened, LEGEND)) == picture_rows(groups, view), to_query(view)
    colors = {
        (look.id, symbol.id, color_of(symbol, look, THEMES[theme]))
        for symbol in SYMBOLS.values()
        for look in (*map(layers.look, SHIPPED.layers), CONTEXT)
    }
    assert {tuple(item) for item in in_map(opened, INKED)} == colors
    assert opened.watch.errors == []


@pytest.mark.parametrize("view", [EVERYTHING, View(period="from-1875", basis="all")], ids=["all", "1875"])
def test_a_link_draws_what_the_picture_of_it_draws(new_page: NewPage, server: Server, view: View) -> None:
    """The states that the other test makes are those that the page makes."""
    page = new_page()
    open_page(page, f"{server.url}?{to_query(view)}")
    wanted = drawn(gather(SHIPPED, view))
    settle(page)
    assert {(str(feature), str(symbol)) for feature, symbol in in_map(page, DRAWN)} == wanted
