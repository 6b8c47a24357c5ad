"""Cards of a publication: the pictures of their views in few colours, drawn by several processes, and each stored once."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

import pictures
import reading
from geo.atlas import atlas
from geo.paths import ROOT
from geo.view.parameters import DEFAULT, View, to_query
from publish import CannotPublish, cards
from publish.publication import File, hashed
from reading import views

pytestmark = pytest.mark.slow

DRAWN = (DEFAULT, views.of_place("shikotan"))


@pytest.fixture(scope="module")
def drawn() -> dict[str, File]:
    return cards.drawn(atlas(), DRAWN)


@pytest.mark.parametrize("view", DRAWN, ids=["first page", "place"])
def test_a_card_is_its_view_in_few_colours(drawn: dict[str, File], view: View) -> None:
    name, content = drawn[to_query(view)]
    # Of other processes, and the same bytes.
    assert (name, content) == hashed("cards", "card.png", cards.card(atlas(), view))
    whole = pictures.draw(atlas(), view, pictures.CARD_SPEC)
    assert len(content) < len(whole) / 2
    with Image.open(io.BytesIO(content)) as small, Image.open(io.BytesIO(whole)) as picture:
        assert (small.size, small.mode) == ((1200, 630), "P")
        assert (small.info["Title"], small.info["Description"]) == (picture.info["Title"], picture.info["Description"])
        apart = np.abs(np.asarray(small.convert("RGB"), dtype=int) - np.asarray(picture.convert("RGB"), dtype=int))
    # Of 255: no eye sees it, and no ink becomes another one.
    assert apart.mean() < 1
    assert np.quantile(apart, 0.999) < 20


def test_views_that_look_alike_share_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class Here:
        """Draws in this process, and all alike."""

        def __init__(self, *_: object) -> None:
            """Take what a pool takes."""

        def __enter__(self) -> Here:
            return self

        def __exit__(self, *_: object) -> None:
            """End nothing."""

        def map(self, _: object, wanted: list[View]) -> list[bytes]:
            return [b"alike" for _ in wanted]

    monkeypatch.setattr(cards, "ProcessPoolExecutor", Here)
    found = cards.drawn(atlas(), every := reading.with_cards(atlas()))
    assert set(found) == set(map(to_query, every))
    assert set(found.values()) == {hashed("cards", "card.png", b"alike")}


def test_a_process_that_is_ended_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "get_context", broken)
    with pytest.raises(CannotPublish, match="--no-cards"):
        cards.drawn(atlas(), [DEFAULT])


def test_a_process_that_ends_at_its_start_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Python runs the main module of this process in one that is begun afresh: here that ends it, before it reads anything."""
    main = ModuleType("__main__")
    main.__file__ = str(tmp_path / "main.py")
    Path(main.__file__).write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "__main__", main)
    with pytest.raises(CannotPublish, match="--no-cards"):
        cards.drawn(atlas(), [DEFAULT])


def test_a_folder_that_changed_meanwhile_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "data_folder", lambda: ROOT / "tests" / "cases" / "small")
    with pytest.raises(CannotPublish, match="publish once more"):
        cards.drawn(atlas(), [DEFAULT])


def broken(_: str) -> object:
    raise OSError(11, "Resource temporarily unavailable")
