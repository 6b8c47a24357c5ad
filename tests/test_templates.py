"""Every template escapes every value: a hostile text stays text wherever it is put, and no template can switch that off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError, UndefinedError, meta
from jinja2 import nodes as syntax
from markupsafe import Markup
from parts import PARTS

from web.templates import environment, render

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = [path for part in PARTS for path in sorted((ROOT / part).rglob("*.html"))]
ROOMS = sorted({path.parent.parent for path in TEMPLATES})
ATTACK = "\"'><script>window.hacked=1</script><img src=x onerror=alert(1)>&amp;"
OURS = {"style", "script"}
"""What is markup already when a template gets it: our own files, by :class:`markupsafe.Markup`."""


PLAIN = "window.hacked"


class Hostile(str):
    """The attack, or another text, whatever a template asks of a value: a part, a call, a loop over it."""

    def __new__(cls, true: bool = True, text: str = ATTACK) -> Hostile:
        made = super().__new__(cls, text)
        object.__setattr__(made, "true", true)
        return made

    def __bool__(self) -> bool:
        return bool(object.__getattribute__(self, "true"))

    def __getattribute__(self, name: str) -> Any:
        return object.__getattribute__(self, name) if name.startswith("__") else self

    def __getitem__(self, _: Any) -> Hostile:
        return self

    def __call__(self, *_: Any, **__: Any) -> Hostile:
        return self

    def __iter__(self) -> Iterator[str]:
        yield from (self, self)


class Found(HTMLParser):
    """What a parser takes for markup: tags and the names of attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def names_of(path: Path) -> set[str]:
    """Return the values that a template and those that it builds on take."""
    made = environment(path.parent.parent)
    tree = made.parse(path.read_text(encoding="utf-8"))
    others = {name for name in meta.find_referenced_templates(tree) if name is not None}
    found = set(meta.find_undeclared_variables(tree))
    return found.union(*(names_of(path.parent / name) for name in others))


def check(text: str, plain: str) -> None:
    """Check that the attack stands in a text, and nowhere as markup: a harmless text in its place gives the same elements."""
    found, wanted = Found(text), Found(plain)
    assert "window.hacked" in text
    assert "<script>window" not in text
    assert "onerror" not in found.attributes
    assert (found.tags, found.attributes) == (wanted.tags, wanted.attributes)


def test_there_are_templates_and_every_room_keeps_its_own() -> None:
    assert len(ROOMS) > 1
    assert all(path.parent == room / "templates" for room in ROOMS for path in TEMPLATES if room in path.parents)


@pytest.mark.parametrize("true", [True, False], ids=["there", "empty"])
@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_value_is_escaped(path: Path, true: bool) -> None:
    names = names_of(path)
    if not names - OURS:
        return

    def filled(text: str) -> str:
        # All together: a value that would not be escaped is found whatever stands beside it.
        values = dict.fromkeys(names - OURS, Hostile(true, text)) | dict.fromkeys(names & OURS, Markup(""))
        return render(path.parent.parent, path.name, **values)

    check(filled(ATTACK), filled(PLAIN))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_part_that_a_template_lends_is_escaped(path: Path) -> None:
    made = environment(path.parent.parent)
    tree = made.parse(path.read_text(encoding="utf-8"))
    module = made.get_template(path.name)
    if meta.find_undeclared_variables(tree):
        return
    for macro in tree.find_all(syntax.Macro):
        lent = getattr(module.module, macro.name)
        check(*(str(lent(*[Hostile(text=text) for _ in macro.args])) for text in (ATTACK, PLAIN)))


HOSTILE_VALUES = [ATTACK, [ATTACK], [ATTACK, ATTACK], {ATTACK: ATTACK}, {"x": [ATTACK]}, [[ATTACK]], [{ATTACK: ATTACK}]]
HOSTILE_VALUES += [f"https://x.example/{ATTACK}", {"x": {ATTACK: [f"http://{ATTACK}"]}}]


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=repr)
def test_a_value_of_any_shape_is_escaped(value: Any) -> None:
    module: Any = environment(ROOT / "api").get_template("parts.html").module
    check(str(module.shown(value)), str(module.shown(harmless(value))))


def harmless(value: Any) -> Any:
    """Return a value with a harmless text wherever the attack stands in it."""
    if isinstance(value, dict):
        return {harmless(name): harmless(item) for name, item in value.items()}
    if isinstance(value, list):
        return [harmless(item) for item in value]
    return value.replace(ATTACK, PLAIN)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_can_let_a_value_through(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = environment(path.parent.parent).parse(text)
    assert not {found.name for found in tree.find_all(syntax.Filter)} & {"safe", "xmlattr", "urlize"}
    assert not list(tree.find_all(syntax.ScopedEvalContextModifier))
    # Escaping holds inside quotes only, and not where the browser reads code.
    assert not re.findall(r"\s[\w-]+=\s*\{[{%]", text)
    assert not re.findall(r"\s(?:on\w+|style)=", text)


def test_a_planted_hole_is_found() -> None:
    made = environment(ROOT / "api")
    with pytest.raises(AssertionError):
        check(made.from_string("{{ value | safe }}").render(value=Hostile()), PLAIN)
    assert list(
        made.parse("{% autoescape false %}{{ x }}{% endautoescape %}").find_all(syntax.ScopedEvalContextModifier)
    )


def test_a_missing_value_is_an_error() -> None:
    made = environment(ROOT / "dashboard")
    with pytest.raises(UndefinedError):
        made.get_template("news.html").render()
    with pytest.raises(TemplateSyntaxError):
        made.from_string("{% if %}")


def test_only_templates_write_markup() -> None:
    """No product code escapes by hand, or says of a text that it is markup but where that is its task."""
    by_hand = re.compile(r"html import escape|html\.escape|markupsafe import escape|saxutils")
    files = [path for part in PARTS for path in (ROOT / part).rglob("*.py")]
    assert [named(path) for path in files if by_hand.search(path.read_text(encoding="utf-8"))] == []


JSON_ATTACKS = [*ATTACKS, "<!--<script>", "]]>", "a\u2028b\u2029c", "&lt;", '"\\"']


@pytest.mark.parametrize("attack", JSON_ATTACKS)
def test_json_in_a_page_is_no_markup_and_comes_back_as_it_is(attack: str) -> None:
    check_json({"x": attack})


@given(st.dictionaries(st.text(), st.lists(st.text() | st.none() | st.integers() | st.booleans())))
def test_any_json_comes_back_as_it_is(value: dict[str, Any]) -> None:
    check_json(value)


def check_json(value: Any) -> None:
    text = environment(ROOT / "onefile").from_string("{{ value | tojson }}").render(value=value)
    assert not set("<>&'") & set(text)
    assert json.loads(text) == value
