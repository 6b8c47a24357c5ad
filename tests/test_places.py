"""Places by name: each point lies where its kind may lie, names are whole, and the spellings people use find their place."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer

from geo.records.catalog import Catalog, read_catalog
from geo.records.place import Place

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parent.parent / "data"
ON_LAND = {"city", "town", "village", "venue", "airfield", "peak", "lake", "cape"}
AT_SEA = {"strait", "sea", "bay"}
# What a coast that is not in full detail may be off by, in metres, where the points stand (data/README.md, Accuracy).
SLACK_M = {"four_islands": 0, "hokkaido_facing": 0, "kuril_chain": 200, "land_detail": 900, "land_medium": 1800}
MANY = 12

FOUND_BY = {
    "etorofu-iturup": "Iturup Etorofu Etorofu-to Etorofutō 択捉 択捉島 Итуруп Etorup Yetorup Etrof エトロフ Эторофу",
    "kunashiri-kunashir": "Kunashir Kunashiri Kunasir Kunasiri Kunašir Kunaschir 国後 国後島 クナシル "
    "Кунашир Кунашири くなしりとう",
    "shikotan": "Shikotan Sikotan Shikotan-to 色丹 色丹島 Шикотан Shpanberg Šikotan Сикотан Shikotantou Шпанберг シコタン",
    "habomai": "Habomai Khabomai Habomai-guntō 歯舞 歯舞群島 Хабомаи Плоские 歯舞諸島 Chabomai Apomai Хабомай Habomais",
    "four-islands": "北方領土 北方四島 Hoppō Hoppo Южные Northern Southern Kurils 四島 Yuzhnye Territories Kurily",
    "vladivostok": "Vladivostok vladivostok Vladivostock Wladiwostok Vladik Владивосток "
    "ウラジオストク ウラジオ 浦塩 浦潮 海参崴 符拉迪",
    "nagato": "Nagato Nagato-shi 長門 長門市 Нагато ながと ながとし NAGATO nagato НАГАТО Yamaguchi Ямагути",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(DATA)


@pytest.fixture(scope="module")
def lands() -> dict[str, Any]:
    """Each file's land as one shape."""
    files = {name: read_catalog_shapes(name) for name in SLACK_M}
    found = {name: shapely.union_all(list(shapes.values())) for name, shapes in files.items()}
    for land in found.values():
        shapely.prepare(land)
    return found


def read_catalog_shapes(name: str) -> dict[str, Any]:
    content = shapely.from_geojson((DATA / "geometry" / f"{name}.geojson").read_text(encoding="utf-8"))
    return {str(number): shape for number, shape in enumerate(shapely.get_parts(content))}


def to_coast_m(place: Place, land: Any) -> float:
    """Return the distance from a place's point to land, 0 on it, in a plane that is true to distance about the point."""
    assert place.point
    lon, lat = place.point.lon, place.point.lat
    plane = Transformer.from_crs("EPSG:4326", f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84", always_xy=True)
    if shapely.intersects_xy(land, lon, lat) and land.geom_type.endswith("Polygon"):
        return 0.0
    near = shapely.clip_by_rect(land, lon - 0.6, lat - 0.4, lon + 0.6, lat + 0.4)
    flat = shapely.transform(near, lambda xy: shapely.get_coordinates(shapely.points(*plane.transform(*xy.T))))
    return float(shapely.distance(flat, shapely.Point(0, 0))) if not flat.is_empty else float("inf")


def points(catalog: Catalog, kinds: set[str]) -> list[Place]:
    return [place for place in catalog.places.values() if place.point and place.kind in kinds]


def in_window(place: Place) -> bool:
    """Tell whether a point lies in the window of the context land: Moscow does not."""
    assert place.point
    return 125 < place.point.lon < 165 and 30 < place.point.lat < 62


def test_what_stands_on_land_is_on_land_within_its_radius(catalog: Catalog, lands: dict[str, Any]) -> None:
    found = [place for place in points(catalog, ON_LAND) if in_window(place)]
    assert len(found) >= MANY
    wrong = [
        place.id
        for place in found
        if place.point
        and not any(
            to_coast_m(place, land) <= place.point.uncertainty_m + SLACK_M[name] for name, land in lands.items()
        )
    ]
    assert wrong == []


def test_what_is_water_is_at_sea(catalog: Catalog, lands: dict[str, Any]) -> None:
    found = points(catalog, AT_SEA)
    assert len(found) >= MANY
    ashore = [
        p.id
        for p in found
        if p.point and any(shapely.intersects_xy(s, p.point.lon, p.point.lat) for s in lands.values())
    ]
    assert ashore == []


def test_a_strait_s_radius_is_about_half_its_width(catalog: Catalog, lands: dict[str, Any]) -> None:
    """The nearest coast is nearer than the radius or little farther, and not at the point itself."""
    for place in points(catalog, {"strait"}):
        assert place.point
        nearest = min(to_coast_m(place, land) for land in lands.values())
        assert 0.4 * place.point.uncertainty_m < nearest < 1.3 * place.point.uncertainty_m, place.id


def test_a_cape_lies_on_the_coast(catalog: Catalog, lands: dict[str, Any]) -> None:
    for place in points(catalog, {"cape"}):
        assert place.point
        gaps = [to_coast_m(place, shapely.boundary(land)) - SLACK_M[name] for name, land in lands.items()]
        assert min(gaps) < place.point.uncertainty_m, place.id


def test_the_islets_are_the_group_s_and_drawn_by_their_file(catalog: Catalog) -> None:
    islets = [place for place in catalog.places.values() if place.kind == "islet"]
    assert len(islets) == 10
    assert {place.part_of for place in islets} == {"habomai"}
    assert [place.outline.feature for place in islets if place.outline] == [place.id for place in islets]


def test_a_place_to_label_says_when_and_where(catalog: Catalog) -> None:
    """A rank and either a place on the map, or a word on why there is none."""
    for place in catalog.places.values():
        if place.kind in {"village", "islet", "cape", "peak", "lake", "strait", "sea"}:
            assert place.label_rank, place.id
            assert place.outline or place.point or "No coordinates" in (place.note or ""), place.id


def test_heights_of_the_four_islands_name_their_sources(catalog: Catalog) -> None:
    peaks = [place for place in catalog.places.values() if place.kind == "peak"]
    assert len(peaks) >= MANY
    assert all(place.heights for place in peaks)
    chacha = catalog.places["chachadake"]
    assert {1822, 1819} <= {height.metres for height in chacha.heights}


def test_both_orders_of_a_label_hold_the_same_words(catalog: Catalog) -> None:
    for place in catalog.places.values():
        if place.names.en_russia_first and ":" not in place.names.en and " / " in place.names.en:
            assert sorted(place.names.en.split()) == sorted(place.names.en_russia_first.split()), place.id


def folded(text: str) -> str:
    """Fold case, macrons and accents, as the page's search does. Kana keep their voicing marks."""
    split = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(c for c in split if not unicodedata.combining(c) or c in "\u3099\u309a\u0306")
    return unicodedata.normalize("NFC", kept)


def forms(place: Place) -> list[str]:
    names = place.names
    told = (
        names.en,
        names.en_russia_first,
        names.ja,
        names.ja_romaji,
        names.ru,
        names.ru_translit,
        names.ainu,
        names.ainu_latin,
    )
    return [name for name in told if name] + list(names.spellings)


@pytest.mark.parametrize("ident", FOUND_BY)
def test_usual_spellings_find_their_place(catalog: Catalog, ident: str) -> None:
    words = FOUND_BY[ident].split()
    assert len(words) == MANY
    text = [folded(form) for form in forms(catalog.places[ident])]
    assert [word for word in words if not any(folded(word) in form for form in text)] == []


def test_no_spelling_stands_twice(catalog: Catalog) -> None:
    """Nor one that folding another gives: the list holds only what people could not find otherwise."""
    twice = {
        place.id: [
            word
            for word, count in ((w, [folded(f) for f in forms(place)].count(folded(w))) for w in place.names.spellings)
            if count > 1
        ]
        for place in catalog.places.values()
    }
    assert {ident: words for ident, words in twice.items() if words} == {}


def test_ainu_names_are_in_kana_and_in_latin_letters(catalog: Catalog) -> None:
    for place in catalog.places.values():
        if place.names.ainu:
            assert all("KATAKANA" in unicodedata.name(c) or not c.isalpha() for c in place.names.ainu), place.id
        if place.names.ainu_latin:
            assert place.names.ainu_latin.isascii(), place.id
    four = ["etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai"]
    assert all(catalog.places[ident].names.ainu and catalog.places[ident].names.ainu_latin for ident in four)


def test_no_two_labelled_points_are_one_place(catalog: Catalog) -> None:
    """Two records of one kind at one spot would be one place twice."""
    for one, other in itertools.combinations(points(catalog, ON_LAND | AT_SEA), 2):
        assert one.point
        assert other.point
        same = (one.kind, one.point.lon, one.point.lat) == (other.kind, other.point.lon, other.point.lat)
        assert not same, (one.id, other.id)
