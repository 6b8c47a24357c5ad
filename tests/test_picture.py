"""Pictures: valid files of the asked size, the same bytes each time, bounds, plain text, and the map's grammar."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import time
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
import shapely
from hostile import ATTACKS, poison
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import findfont
from starlette.testclient import TestClient

import cli
import layers
import pictures
from api import pictures as picture_routes
from geo.atlas import Atlas, atlas, open_atlas
from geo.errors import PictureError
from geo.geodesy.measure import distance_m
from geo.messages import messages
from geo.paths import FONTS, ROOT
from geo.text import party_text
from geo.view.parameters import View
from layers.inks import INKS
from layers.layer import CONTEXT
from pictures import page as pages
from pictures.chart import Chart
from pictures.frame import Camera, Frame, fit, view_camera
from pictures.label_placement import GAP_MM, LabelSpace
from pictures.labels import Label, Line
from pictures.legend import rows
from pictures.lettering import MISSING, Letters, clean, properties, width_mm, wrap
from pictures.marks import Group, gather
from pictures.page import Page
from pictures.palette import THEMES
from pictures.paper import PageBox
from pictures.spec import DPI, MAX_PIXELS, SIDE_MM, SIZES
from pictures.visible_marks import place
from work.desk import Desk
from work.limits import DOORS

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
WORDS = messages("en")
LIGHT = THEMES["light"]


def spec_of(kind: str, size: str = "square", theme: str = "light") -> pictures.Spec:
    made, others, dropped = pictures.parse_spec(kind, [("size", size), ("theme", theme)], [])
    assert (others, dropped) == ([], [])
    return made


def draw(view: View, spec: pictures.Spec, opened: Atlas | None = None) -> bytes:
    return pictures.draw(opened or atlas(), view, spec)


def svg_texts(content: bytes) -> str:
    """Return what is written in an SVG: Matplotlib puts each text as a comment before its outlines."""
    found = re.findall(rb"<!-- (.*?) -->", content, flags=re.DOTALL)
    return "\n".join(text.decode().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in found)


def group_of(name: str, view: View) -> Group:
    """Return the marks of one layer."""
    return next(group for group in gather(atlas(), view) if group.id == name)


@pytest.fixture
def set_up() -> Iterator[None]:
    """Give Matplotlib's settings as in a drawing."""
    with pages.settings():
        yield


# Files


@pytest.mark.parametrize(("size", "pixels"), [("slide", (1920, 1080)), ("a4", (2338, 1653)), ("square", (1080, 1080))])
def test_a_png_has_the_pixels_of_its_size(size: str, pixels: tuple[int, int]) -> None:
    content = draw(View(), spec_of("png", size))
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == pixels == spec_of("png", size).pixels


def test_an_svg_is_xml_with_no_script_no_text_and_no_link_out() -> None:
    content = draw(View(), spec_of("svg"))
    root = ET.fromstring(content)
    assert root.tag == f"{SVG}svg"
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names.isdisjoint({"script", "foreignObject", "a", "text"})
    # Sea depth and relief are pictures, and stand in the file itself.
    held = [element.get("{http://www.w3.org/1999/xlink}href", "") for element in root.iter(f"{SVG}image")]
    assert len(held) == 2
    assert all(address.startswith("data:image/png;base64,") for address in held)
    links = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("href")]
    assert all(value.startswith("#") for value in links if value not in held)
    assert not [name for element in root.iter() for name in element.attrib if name.lower().startswith("on")]


def test_a_pdf_holds_its_fonts_and_no_date() -> None:
    content = draw(View(), spec_of("pdf", "a4"))
    assert content.startswith(b"%PDF-1.4")
    assert content.rstrip().endswith(b"%%EOF")
    for name in (b"AtlasSans-Regular", b"AtlasSans-Bold", b"IPAexGothic"):
        assert re.search(rb"/BaseFont /[A-Z]{6}\+" + name + rb"\b", content)
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    assert b"Date" not in content
    assert re.search(rb"/MediaBox \[ 0 0 841\.88\d* 595\.27\d* \]", content)


IN_ANOTHER_PROCESS = """
import hashlib, sys
import pictures
from geo.text import party_text
from geo.atlas import atlas
from geo.view.parameters import View
for kind in pictures.FORMATS:
    spec, _, _ = pictures.parse_spec(kind, [("size", "square")], [])
    content = pictures.draw(atlas(), View(topic=("military",), place="shikotan"), spec)
    print(hashlib.sha256(content).hexdigest())
sys.exit("matplotlib.pyplot" in sys.modules)
"""


def test_the_same_view_gives_the_same_bytes_in_another_process_and_pyplot_is_not_loaded(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k != "ATLAS_DATA"} | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    # A settings file of the machine must have no say.
    (tmp_path / "matplotlibrc").write_text(
        "lines.linewidth: 9\nfont.size: 40\npath.simplify: False\n", encoding="utf-8"
    )
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    view = View(topic=("military",), place="shikotan")
    ours = [hashlib.sha256(draw(view, spec_of(kind))).hexdigest() for kind in pictures.FORMATS]
    assert (done.returncode, done.stdout.split()) == (0, ours), done.stderr


def test_a_drawing_leaves_matplotlib_as_it_was() -> None:
    before = dict(mpl.rcParams)
    pictures.draw.__wrapped__(atlas(), View(topic=("economy",)), spec_of("png"))
    assert dict(mpl.rcParams) == before


def test_the_servers_start_does_not_load_matplotlib() -> None:
    code = "import sys, api, cli, pictures; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_drawing_takes_seconds_at_most(record_property: Callable[[str, object], None]) -> None:
    for kind in pictures.FORMATS:
        start = time.process_time()
        pictures.draw.__wrapped__(atlas(), View(basis="all"), spec_of(kind, "a4"))
        seconds = time.process_time() - start
        record_property(f"{kind}_cpu_seconds", round(seconds, 2))
        assert seconds < 20


# Bounds


@pytest.mark.parametrize(
    "wrong",
    [{"width_mm": 119.0}, {"height_mm": 421.0}, {"dpi": 71}, {"dpi": 301}, {"width_mm": float("nan")}],
)
def test_a_picture_outside_its_bounds_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(PictureError, match="must lie from"):
        replace(pictures.Spec(), **wrong)  # type: ignore[arg-type]


def test_no_picture_has_more_pixels_than_the_server_can_bear() -> None:
    with pytest.raises(PictureError, match="lower the dpi"):
        pictures.Spec("png", 420, 420, 300)
    assert pictures.Spec("png", 420, 297, 300).pixels[0] == 4960


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([("size", "poster")], "none of slide, a4, square"),
        ([("theme", "pink")], "none of light, dark"),
        ([("width", "5000"), ("height", "200")], "no number from 120 to 420"),
        ([("width", "200")], "width and height together"),
        ([("size", "a4"), ("width", "200"), ("height", "200")], "either a size"),
        ([("dpi", "1e9")], "no number from 72 to 300"),
        ([("width", "420"), ("height", "420"), ("dpi", "300")], "lower the dpi"),
        ([("bookmark", "moon")], "none of islands"),
        ([("size", "a4"), ("size", "slide")], "appears twice"),
    ],
)
def test_bad_values_are_dropped_with_a_reason(pairs: list[tuple[str, str]], reason: str) -> None:
    _, _, dropped = pictures.parse_spec("png", pairs, ["islands"])
    assert any(reason in item.reason for item in dropped), dropped


option = st.sampled_from([item.name for item in pictures.OPTIONS])


@given(st.lists(st.tuples(option, st.text(max_size=8) | st.from_regex(r"\d{1,4}"))))
def test_any_query_gives_a_picture_within_bounds(pairs: list[tuple[str, str]]) -> None:
    spec, others, _ = pictures.parse_spec("png", pairs, ["islands"])
    assert others == []
    assert SIDE_MM[0] <= min(spec.width_mm, spec.height_mm) <= max(spec.width_mm, spec.height_mm) <= SIDE_MM[1]
    assert DPI[0] <= spec.dpi <= DPI[1]
    assert spec.pixels[0] * spec.pixels[1] <= MAX_PIXELS


def test_every_option_is_documented_and_no_other() -> None:
    table = (ROOT / "docs" / "pictures.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE) == [item.name for item in pictures.OPTIONS]
    assert all(f"`{name}`" in table for name in SIZES)


# Text


def test_names_of_all_places_have_glyphs_in_all_three_scripts() -> None:
    names = [place.names for place in atlas().catalog.places.values()]
    texts = [text for each in names for text in (each.en, each.ja, each.ja_romaji, each.ru, each.ru_translit) if text]
    texts += [actor.names.en for actor in atlas().catalog.actors.values()]
    assert len(texts) > 100
    assert not [text for text in texts if MISSING in clean(text)]


@pytest.mark.usefixtures("set_up")
def test_the_fonts_are_our_own() -> None:
    for bold in (False, True):
        assert Path(findfont(properties(Letters(9, bold)))).is_relative_to(FONTS)
    # Japanese is not set in the box that stands for a missing glyph.
    assert width_mm("択", Letters(72)) == pytest.approx(25.4, abs=0.5)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\t c\u0000", "a b c"),
        ("\u202eevil\u200b", "evil"),
        ("🗺 map", f"{MISSING} map"),
        ("$x$ \\frac{1}{2}", "$x$ \\frac{1}{2}"),
        ("か\u3099", "が"),
    ],
)
def test_a_text_is_cleaned_of_what_cannot_be_drawn(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.usefixtures("set_up")
@given(st.text(max_size=300), st.integers(5, 60), st.integers(1, 5))
@settings(deadline=None, max_examples=60)
def test_any_text_wraps_into_its_width(text: str, limit: int, most: int) -> None:
    letters, shown = Letters(9.0), clean(text)
    lines = wrap(shown, limit, letters, most)
    assert len(lines) <= most
    assert all(width_mm(line, letters) <= limit + 0.01 or len(line) <= 2 for line in lines)
    written = "".join(lines).replace(" ", "")
    assert written == shown.replace(" ", "") or lines[-1].endswith("…")


@pytest.mark.usefixtures("set_up")
@given(st.text(max_size=60))
@settings(deadline=None, max_examples=12)
def test_any_text_is_drawn_plain_and_without_a_warning(text: str) -> None:
    shown = clean(f"${text}$")
    for kind in ("svg", "pdf"):
        made = Page(spec_of(kind), LIGHT.paper)
        made.text((20, 20), shown, Letters(9), LIGHT.text, halo=LIGHT.sea)
        content = made.save("t", "d")
        assert content
        if kind == "svg":
            ET.fromstring(content)


def test_hostile_data_and_words_come_out_as_they_are(tmp_path: Path) -> None:
    folder, poisoned = poison(tmp_path / "data")
    opened = open_atlas(folder)
    view = View(basis="all", text="t", said_by=("abe",), place="four-islands")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = draw(View(basis="all", lat=44.5, lon=147.0, zoom=7.5), spec_of("svg", "a4"), opened)
        assert draw(view, spec_of("png"), opened).startswith(b"\x89PNG")
        assert draw(view, spec_of("pdf"), opened).startswith(b"%PDF")
    root = ET.fromstring(content)
    assert not list(root.iter(f"{SVG}script"))
    written = svg_texts(content)
    # Wrapped and perhaps cut, but nothing is run or taken away.
    assert sum(text.split()[0] in written for text in poisoned.texts) > 10
    assert "{{7*7}}" in written
    assert "<script" in written.replace("\n", "")


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_drawn_as_it_is(attack: str) -> None:
    made = Page(spec_of("svg"), LIGHT.paper)
    made.text((20, 20), clean(attack), Letters(9), LIGHT.text)
    content = made.save(attack, attack)
    ET.fromstring(content)
    # Two hyphens cannot stand in a comment of XML; the outlines have them.
    assert attack.replace("--", "- -") in svg_texts(content)
    assert b"<script" not in content


def test_a_search_of_200_characters_is_cut_and_harms_nothing() -> None:
    content = draw(View(text="$" * 100 + "{" * 100), spec_of("svg"))
    assert "…" in svg_texts(content)


# The map


@given(st.floats(-170, 170), st.floats(-70, 70), st.floats(100, 20_000), st.floats(-80, 80), st.floats(-60, 60))
def test_the_page_and_the_ground_agree_both_ways(lon: float, lat: float, scale: float, x: float, y: float) -> None:
    frame = Frame(PageBox(0, 0, 200, 120), Camera(lon, lat, scale))
    there = frame.lonlat(100 + x, 60 + y)
    assert frame.point(*there) == pytest.approx((100 + x, 60 + y), abs=1e-6)


def test_the_scale_bar_is_true_where_it_stands() -> None:
    frame = Frame(PageBox(0, 0, 240, 150), Camera(140.0, 40.0, 9_000.0))
    for at in ((20.0, 10.0), (120.0, 75.0), (230.0, 140.0)):
        length = frame.geodesic_mm(at, 200_000.0)
        ends = [frame.lonlat(at[0] + side * length / 2, at[1]) for side in (-1, 1)]
        assert distance_m(*ends[0], *ends[1]) == pytest.approx(200_000, rel=2e-4)
        # The projection is nearly true to scale in the whole frame.
        assert length == pytest.approx(200_000 / 9_000, rel=0.01)


def test_a_ring_has_the_radius_that_the_place_is_known_within() -> None:
    group = group_of("events", View())
    row = group.places.set_index("place").loc["vladivostok"]
    point: Any = row["geometry"]
    frame = Frame(PageBox(0, 0, 200, 120), Camera(point.x, point.y, 1_000.0))
    number = list(group.places["place"]).index("vladivostok")
    west, south, east, north = place(frame, group).shapes[number].bounds
    assert ((east - west) / 2, (north - south) / 2) == pytest.approx((row["uncertainty_m"] / 1000,) * 2, rel=0.01)


def test_a_camera_has_the_scale_of_the_screen() -> None:
    about = atlas().catalog.about
    found = view_camera(View(lat=60.0, lon=150.0, zoom=7.0), about)
    assert found is not None
    # A pixel at zoom 7 on the 60th parallel is 611.5 m, and a pixel is a ninety-sixth of an inch.
    assert found.m_per_mm == pytest.approx(611.496 * 96 / 25.4, rel=1e-4)
    assert view_camera(View(), about) is None


def test_the_four_islands_fit_into_the_frame_with_room_around() -> None:
    box = PageBox(10, 10, 200, 130)
    shapes = list(group_of("islands", View()).places.geometry[:4])
    frame = Frame(box, fit(box, shapes, 0.74, 1.0))
    west, south, east, north = frame.to_page(gpd.GeoSeries(shapes, crs="EPSG:4326")).total_bounds
    assert max((east - west) / box.width, (north - south) / box.height) == pytest.approx(0.74, abs=0.01)
    assert ((west + east) / 2, (south + north) / 2) == pytest.approx((110, 75), abs=1.0)


@pytest.mark.usefixtures("set_up")
def test_labels_stay_inside_and_off_each_other() -> None:
    frame = PageBox(0, 0, 100, 64)
    islands = [shapely.Point(50, 30).buffer(4), shapely.Point(62, 30).buffer(0.3)]
    corner = PageBox(80, 0, 20, 20)
    room = LabelSpace(frame=frame, land=[shapely.box(0, 0, 30, 30)], islands=islands, taken=[corner.shape()])
    shapes = [shapely.Point(10 + number * 37 % 80, 8 + number * 23 % 50).buffer(1.5) for number in range(40)]
    labels = [
        Label(shape, (Line(f"Place number {number}", Letters(9.0), LIGHT.text),), boxed=number % 2 == 0)
        for number, shape in enumerate(shapes)
    ]
    found, taken = room.place(labels), [corner]
    assert found == room.place(labels)
    for label, box in zip(labels, found, strict=True):
        if box is not None:
            assert frame.shape().contains(box.shape())
            assert label.shape.distance(box.shape()) > GAP_MM * 0.9
            assert not any(box.shape().intersects(other.shape()) for other in taken)
            assert not any(box.shape().intersects(island) for island in islands)
            taken.append(box)
    assert 8 < len(taken) < 40


@pytest.mark.parametrize("size", list(pictures.SIZES))
def test_no_box_lies_on_an_island_and_what_is_left_out_is_told(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[LabelSpace, Sequence[Label], list[PageBox | None]]] = []
    place_all = LabelSpace.place

    def watched(room: LabelSpace, labels: Sequence[Label]) -> list[PageBox | None]:
        found = place_all(room, labels)
        seen.append((room, labels, found))
        return found

    monkeypatch.setattr(LabelSpace, "place", watched)
    pictures.draw.cache_clear()
    written = svg_texts(pictures.draw(atlas(), View(basis="all"), spec_of("svg", size=size)))
    room, labels, found = seen[0]
    assert len(room.islands) >= 4
    assert sum(label.boxed for label in labels) >= 4
    # A name without room is counted on the picture; it is none of an island, and there are few.
    left_out = [label for label, box in zip(labels, found, strict=True) if box is None]
    assert len(left_out) <= len(labels) // 6
    assert all(label.boxed for label in left_out)
    told = re.search(r"[Nn]o room for (\d+) more", written.replace("\n", " "))
    assert int(told[1] if told else 0) >= len(left_out)
    for label, box in zip(labels, found, strict=True):
        if label.boxed and box is not None:
            assert not any(island.intersects(box.shape()) for island in room.islands)


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize("boxed", [True, False])
def test_what_lies_outside_the_frame_gets_no_place_and_takes_none_from_others(boxed: bool) -> None:
    near, far = shapely.Point(50, 30).buffer(2), shapely.Point(300, 30).buffer(2)
    labels = [Label(shape, (Line("A name", Letters(9.0), LIGHT.text),), boxed=boxed) for shape in (near, far)]
    room = LabelSpace(frame=PageBox(0, 0, 100, 64), land=[shapely.box(0, 0, 30, 30)], islands=[near, far])
    assert [place is None for place in room.place(labels)] == [False, True]


@pytest.mark.usefixtures("set_up")
def test_a_label_without_a_line_cannot_be_taken_for_that_of_another_mark() -> None:
    dots = [PageBox(30 + 4 * number, 30 + 4 * number, 1.6, 1.6).shape() for number in range(3)]
    labels = [Label(dot, (Line(f"Dot {number}", Letters(8.0), LIGHT.text),)) for number, dot in enumerate(dots)]
    found = LabelSpace(frame=PageBox(0, 0, 80, 80), marks=dots, rivals=dots, reach_mm=7.0).place(labels)
    assert sum(box is not None for box in found) >= 2
    for number, box in enumerate(found):
        if box is not None:
            away = [dot.distance(box.shape()) for dot in dots]
            assert min(away) == away[number]
            assert sorted(away)[1] > 2 * away[number]


def test_countries_and_regions_are_never_drawn() -> None:
    for group in gather(atlas(), View(basis="all")):
        assert not set(group.places["kind"]) & {"country", "region"} or group.is_ground


def test_a_place_is_one_mark_however_many_facts_it_bears() -> None:
    groups = gather(atlas(), View())
    for group in groups:
        assert group.places["place"].is_unique
    events = next(group for group in groups if group.id == "events").places.set_index("place")
    assert events["facts"].to_dict()["vladivostok"] > 1


def legend_of(view: View, opened: Atlas | None = None, theme: str = "light") -> dict[str, str]:
    palette = THEMES[theme]  # type: ignore[index]
    groups = gather(opened or atlas(), view)
    frame = Frame(PageBox(0, 0, 300, 300), Camera(143.0, 44.0, 12_000.0))
    found = rows([place(frame, group) for group in groups], palette, WORDS, chosen=False, beyond=False)
    return {row.text: row.symbol.id for row in found}


def test_the_legend_names_what_is_in_view_and_nothing_else() -> None:
    article, with_others = legend_of(View()), legend_of(View(basis="all"))
    assert article[WORDS.text("layer.deployments")] == "hatch"
    assert article[WORDS.text("map.chain")] == "chain"
    assert WORDS.text("map.context") not in article
    assert with_others[WORDS.text("map.context")] == "others"
    planned = legend_of(View(modality=("planned",)))
    assert planned[WORDS.text("map.planned", title=WORDS.text("layer.deployments"))] == "planned"
    assert WORDS.text("layer.deployments") not in planned


def test_what_other_sources_say_is_gathered_and_what_has_ended_is_told_apart() -> None:
    groups = {group.id: group for group in gather(atlas(), View(basis="all", overlay=("aegis",)))}
    others = groups[CONTEXT.id].places
    assert len(others) > 5
    assert set(groups[CONTEXT.id].features["context"]) == {True}
    assert not groups["deployments"].features["context"].any()
    assert {"others", "others-later", "others-ended"} <= set(groups[CONTEXT.id].places["symbol"])


def drawn_with(group: Group) -> str:
    """Return the SVG of a map with the marks of one group."""
    page, frame = Page(spec_of("svg"), LIGHT.paper), Frame(PageBox(5, 5, 180, 180), Camera(146.5, 44.5, 3_000.0))
    Chart(page, frame, LIGHT).draw([place(frame, group)])
    return page.save("t", "d").decode()


@pytest.mark.usefixtures("set_up")
def test_marks_follow_the_grammar() -> None:
    groups = {group.id: group for group in gather(atlas(), View(basis="all"))}
    deployments, others = groups["deployments"], groups[CONTEXT.id]

    def as_if(group: Group, **columns: str | None) -> str:
        return drawn_with(replace(group, places=group.places.assign(**columns)))

    inks = {name: ink.light.lower() for name, ink in INKS.items()}
    assert inks["military"] in drawn_with(deployments)
    assert "stroke-dasharray" not in as_if(deployments, symbol="hatch")
    ended = as_if(deployments, symbol="ended")
    assert inks["military"] not in ended
    assert inks["ended"] in ended
    assert "stroke-dasharray" in ended
    assert len({as_if(deployments, symbol=symbol) for symbol in ("planned", "guessed", "hatch", None)}) == 4
    # Two lines about a point, and four strokes that leave two lines about an area.
    points = replace(others, places=others.places[others.places.geometry.geom_type == "Point"])
    assert len(points.places) > 3
    assert as_if(points, symbol="others").count(f"stroke: {inks['context']}") == 2
    assert "stroke-dasharray" in as_if(points, symbol="others-later")
    assert inks["differ"] in as_if(points, beside="differ")


@pytest.mark.usefixtures("set_up")
def test_a_base_that_somebody_guessed_prints_as_guessed() -> None:
    view = View(basis="all", text="Matua", topic=("military",))
    others = next(group for group in gather(atlas(), view) if group.is_others)
    states = dict(zip(others.features["fact"], others.features["states"], strict=True))
    guess = next(fact.id for fact in atlas().facts.facts if fact.status == "speculated" and fact.id in states)
    assert {"guessed", "planned"} <= states[guess]
    alone = next(
        group
        for group in gather(atlas(), View(basis="all", text=atlas().catalog.facts[guess].statement))
        if group.is_others
    )
    row = alone.places.set_index("place").loc["matua"]
    assert row["symbol"] == "others-guessed"
    written = svg_texts(
        draw(View(basis="all", text=atlas().catalog.facts[guess].statement, place="matua"), spec_of("svg"))
    )
    assert WORDS.text("status.speculated") in written.replace("\n", " ")
    assert WORDS.text("map.context_guess") in written.replace("\n", " ")
    assert WORDS.text("map.context_planned") not in written.replace("\n", " ")


def test_a_picture_of_a_period_shows_no_mark_and_no_count_of_2018() -> None:
    view = View(period="from-1875", basis="all", place="shikotan")
    content = draw(view, spec_of("svg"))
    written = svg_texts(content).replace("\n", " ")
    for layer in ("deployments", "events"):
        assert WORDS.text(f"layer.{layer}") not in written
        assert layers.look(layer).ink.light.lower().encode() not in content
    for name in ("context", "differ", "selected"):
        used = content.count(INKS[name].light.lower().encode())
        # The frame of the small map has the ink of what is chosen.
        assert used <= (name == "selected"), name
    assert WORDS.text("picture.rests") in written
    assert WORDS.text("picture.all_facts", n=40) not in written


def test_thousands_of_points_are_drawn_once_a_spot() -> None:
    events = group_of("events", View())
    one = events.places[events.places["place"] == "vladivostok"]
    places = pd.concat([one.drop(columns="geometry")] * 2_000, ignore_index=True)
    points = gpd.points_from_xy(131.8 + np.arange(2_000) % 50 * 1e-5, 43.1 + np.arange(2_000) // 50 * 0.01)
    many = gpd.GeoDataFrame(places, geometry=points, crs="EPSG:4326")
    placed = place(Frame(PageBox(0, 0, 200, 120), Camera(131.8, 43.3, 1_000.0)), replace(events, places=many))
    assert placed.seen.sum() > 600
    assert 20 <= placed.apart.sum() <= 100


def test_two_drawings_at_once_do_not_disturb_each_other() -> None:
    asked = [
        (View(topic=(topic,)), spec_of("svg", theme=theme))
        for topic, theme in (("economy", "light"), ("history", "dark"))
    ]
    alone = [pictures.draw.__wrapped__(atlas(), *item) for item in asked]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda item: pictures.draw.__wrapped__(atlas(), *item), asked))
    assert together == alone


def test_names_follow_the_view_of_claims_and_both_always_stand() -> None:
    both, russia = (group_of("islands", View(claims=claims)).places.set_index("place") for claims in ("both", "russia"))
    assert both.loc["etorofu-iturup", "name"] == "Etorofu / Iturup"
    assert russia.loc["etorofu-iturup", "name"] == "Iturup / Etorofu"
    for claims, order in (("both", "択捉島 · Итуруп"), ("russia", "Итуруп · 択捉島")):
        assert order in svg_texts(draw(View(claims=claims), spec_of("svg")))


def test_what_is_written_says_how_many_facts_filters_scale_credit_and_data() -> None:
    view = View(topic=("military",), undated="drop")
    written = svg_texts(draw(view, spec_of("svg", "slide"))).replace("\n", " ")
    passing = int(atlas().select(view).facts.sum())
    assert WORDS.text("picture.facts", n=passing, total=40) in written
    assert "Topic: military" in written
    assert "© OpenStreetMap contributors (ODbL 1.0)" in written
    assert atlas().hash in written
    assert "?topic=military&undated=drop" in written
    assert "1:2" in written
    assert "km" in written
    assert atlas().catalog.about.title in written
    assert party_text.neutral(atlas(), WORDS) in written


GROUND = """layers:
  - {id: lines, order: 5, grain: place, kinds: [line]}
  - {id: waters, order: 4, grain: place, kinds: [waters], optional: yes}
  - {id: administration, order: 3, grain: period-unit, optional: yes}
"""
MADE = """{"type": "FeatureCollection", "attribution": "made up", "licence": "CC0", "features": [
{"type": "Feature", "id": "a", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[145, 44.4], [147.5, 42.9]]}},
{"type": "Feature", "id": "b", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[148.5, 46], [149.9, 45]]}},
{"type": "Feature", "id": "w", "properties": {}, "geometry":
 {"type": "Polygon", "coordinates": [[[146.2, 43.5], [147.4, 43.5], [147.4, 44.1], [146.2, 44.1], [146.2, 43.5]]]}}]}"""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Give an atlas with computed lines, waters and administration, made up for the test."""
    folder = tmp_path_factory.mktemp("ground") / "data"
    shutil.copytree(ROOT / "data", folder)
    for name in ("lines", "waters", "administration"):
        (folder / "layers" / f"{name}.yaml").unlink(missing_ok=True)
    (folder / "layers" / "ground.yaml").write_text(GROUND, encoding="utf-8")
    (folder / "geometry" / "made.geojson").write_text(MADE, encoding="utf-8")
    shown = {"a": "both, japan", "b": "both, russia", "w": "both"}
    places = [
        f"  - {{id: made-{ident}, kind: {'waters' if ident == 'w' else 'line'}, names: {{en: made {ident}}}, "
        f"outline: {{file: made.geojson, feature: {ident}}}, shown_for: [{views}]}}"
        for ident, views in shown.items()
    ]
    (folder / "places" / "made.yaml").write_text("places:\n" + "\n".join(places) + "\n", encoding="utf-8")
    return open_atlas(folder)


@pytest.mark.parametrize("period", list(atlas().catalog.periods))
def test_marks_of_facts_rest_while_a_period_shows(period: str) -> None:
    groups = gather(atlas(), View(period=period, basis="all"))
    assert not any("rests" in states for group in groups for states in group.features["states"])
    assert {group.look.draws for group in groups if len(group.places)} <= {"land", "units"}
    assert not any(group.places["chain"].any() for group in groups if group.is_land)


def test_ground_follows_claims_overlay_and_period(ground: Atlas) -> None:
    def lines(claims: str) -> set[str]:
        return {
            ident
            for group in gather(ground, View(claims=claims))
            if group.look.draws == "lines"
            for ident in group.places["place"]
        }

    assert "made-a" in lines("both")
    assert "made-b" in lines("both")
    assert "made-b" not in lines("japan")
    assert WORDS.text("map.way.waters", name="") not in legend_of(View(), ground)
    assert legend_of(View(overlay=("waters",)), ground)[WORDS.text("map.way.waters", name="")] == "waters"
    assert legend_of(View(period="from-1855"), ground)[WORDS.text("map.way.held", name="Japan")] == "held-along"
    assert WORDS.text("map.way.held", name="Japan") not in legend_of(View(), ground)
    title = ground.catalog.periods["from-1855"].title
    content = draw(View(period="from-1855", overlay=("waters",)), spec_of("svg"), ground)
    assert title.split()[0] in svg_texts(content)


def test_an_empty_selection_and_a_far_camera_still_give_a_picture() -> None:
    written = svg_texts(draw(View(text="zzzz"), spec_of("svg"))).replace("\n", " ")
    assert WORDS.text("picture.nothing") in written
    far = svg_texts(draw(View(lat=-43.0, lon=-37.0, zoom=3.0), spec_of("svg")))
    assert WORDS.text("picture.beyond") in far


# API and command line


@pytest.mark.addresses
def test_the_api_gives_the_same_bytes_with_a_tag(client: TestClient) -> None:
    asked = {"size": "square", "theme": "dark", "topic": "military", "lang": "en"}
    answer = client.get("api/picture.svg", params=asked)
    assert answer.content == draw(View(topic=("military",)), spec_of("svg", theme="dark"))
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "four-islands.svg" in answer.headers["content-disposition"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "style-src 'unsafe-inline'" in answer.headers["content-security-policy"]
    again = client.get("api/picture.svg", params=asked, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("api/picture.png", params=asked, headers={"If-None-Match": answer.headers["etag"]})
    assert other.status_code == 200
    assert other.headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors")


def test_bad_parameters_are_400_with_each_reason_and_nothing_is_drawn(client: TestClient) -> None:
    answer = client.get("api/picture.png", params={"width": "9999", "topic": "cookery", "colour": "red"})
    assert answer.status_code == 400
    reasons = {item["parameter"]: item["reason"] for item in answer.json()["problems"]}
    assert reasons["width"] == "'9999' is no number from 120 to 420"
    assert set(reasons) == {"width", "topic", "colour"}
    gone = client.get("api/picture.gif")
    assert gone.status_code == 404
    assert "png, svg, pdf" in gone.json()["error"]


def test_a_server_that_draws_already_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Desk(doors={"pictures": replace(DOORS["pictures"], at_work=0, waiting=0)})
    monkeypatch.setattr(picture_routes, "desk", lambda: full)
    answer = client.get("api/picture.png")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--out", "x.gif"), "there are .png, .svg, .pdf"),
        (("--out", "x.png", "--size", "poster"), "--size: 'poster' is none of slide, a4, square"),
        (("--out", "x.png", "--topic", "cookery"), "--topic: unknown value"),
        ((), "--out"),
    ],
)
def test_wrong_calls_exit_with_2_and_say_why(
    words: tuple[str, ...],
    reason: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code: object = cli.main(["picture", *words])
    except SystemExit as error:
        code = error.code
    assert code == 2
    assert reason in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_command_line_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "x.SVG"
    words = ["--size", "square", "--topic", "military", "--place", "shikotan", "--out", str(out)]
    assert cli.main(["picture", *words]) == 0
    assert out.read_bytes() == draw(View(topic=("military",), place="shikotan"), spec_of("svg"))
    assert "bytes" in capsys.readouterr().err
    assert cli.main(["picture", *words[:-1], str(tmp_path / "none" / "x.svg")]) == 1
    assert "cannot write" in capsys.readouterr().err
