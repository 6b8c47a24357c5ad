"""The house rules that can be read from the code: who may import what, how long a module is, what nobody may call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 250

# Imports run one way: each part, and the parts that it may import beside itself.
MAY_IMPORT = {
    "geo": set[str](),
    "layers": {"geo"},
    "api": {"geo"},
    "dashboard": {"layers", "geo"},
    "cli": {"geo"},
    "app": {"api", "dashboard", "geo"},
}
# Each library, and its homes: a part, or one module of a part.
HOMES = {
    "streamlit": {"dashboard", "app"},
    "streamlit_folium": {"layers", "dashboard/map.py"},
    "folium": {"layers"},
    "branca": {"layers"},
    "starlette": {"api", "app"},
}
FORBIDDEN_MODULES = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
FORBIDDEN_CALLS = {"eval", "exec"}
BLIND = {"Exception", "BaseException"}


@dataclass(frozen=True)
class Module:
    """A module of the product: its path from the root, the part that it belongs to, and its text."""

    path: str
    part: str
    text: str


def read_modules(root: Path) -> Iterator[Module]:
    """Yield every module of the parts under a root; a part is a folder or a single file."""
    for part in MAY_IMPORT:
        for path in sorted([*root.glob(f"{part}.py"), *root.glob(f"{part}/**/*.py")]):
            yield Module(path.relative_to(root).as_posix(), part, path.read_text(encoding="utf-8"))


def imported(tree: ast.AST, part: str) -> Iterator[tuple[int, str]]:
    """Yield line and top-level name of every import: plain, from, relative, by name at run time, or for types only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, part if node.level else (node.module or "").split(".")[0]
        elif isinstance(node, ast.Call) and called(node) in {"__import__", "import_module"} and node.args:
            match node.args[0]:
                case ast.Constant(value=str(name)) | ast.JoinedStr(values=[ast.Constant(value=str(name)), *_]):
                    yield node.lineno, name.split(".")[0]


def called(node: ast.Call) -> str:
    """Return the last name of what a call calls: ``b`` for ``a.b()``."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def import_faults(module: Module, tree: ast.AST) -> Iterator[str]:
    """Yield what a module imports and may not."""
    for line, name in imported(tree, module.part):
        where = f"{module.path}:{line}"
        if name in MAY_IMPORT and name not in MAY_IMPORT[module.part] | {module.part}:
            yield f"{where}: {module.part} must not import {name}"
        if name in HOMES and not {module.part, module.path} & HOMES[name]:
            yield f"{where}: {name} is at home in {', '.join(sorted(HOMES[name]))} only"
        if name in FORBIDDEN_MODULES:
            yield f"{where}: {name} runs what it reads"


def code_faults(module: Module, tree: ast.AST) -> Iterator[str]:
    """Yield blind excepts, and calls that run text as code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            kinds = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
            if any(kind is None or (isinstance(kind, ast.Name) and kind.id in BLIND) for kind in kinds):
                yield f"{module.path}:{node.lineno}: catch only errors that you can name"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            yield f"{module.path}:{node.lineno}: {node.func.id} runs text as code"


def find_faults(root: Path) -> list[str]:
    """Return every breach of the rules under a root, in one sentence each."""
    faults: list[str] = []
    for module in read_modules(root):
        tree = ast.parse(module.text, module.path)
        faults += [*import_faults(module, tree), *code_faults(module, tree)]
        length = len(module.text.splitlines())
        if length > LONGEST:
            faults.append(f"{module.path}: {length} lines are more than {LONGEST}")
    return faults


def test_every_part_is_there_to_be_read() -> None:
    assert {module.part for module in read_modules(ROOT)} == set(MAY_IMPORT)


def test_the_code_keeps_the_rules() -> None:
    assert find_faults(ROOT) == []


PLANTED = {
    "streamlit in geo": (
        "geo/x.py",
        "import streamlit as st",
        "geo/x.py:1: streamlit is at home in app, dashboard only",
    ),
    "streamlit in layers": ("layers/x.py", "from streamlit import cache_data", "streamlit is at home in"),
    "streamlit in api": ("api/x.py", "import streamlit.runtime", "streamlit is at home in"),
    "streamlit in cli": ("cli.py", "import streamlit", "streamlit is at home in"),
    "folium in dashboard": ("dashboard/x.py", "import folium", "folium is at home in layers only"),
    "folium in api": ("api/x.py", "from folium.features import GeoJson", "folium is at home in layers only"),
    "folium in geo": ("geo/x.py", "import folium", "folium is at home in layers only"),
    "branca in dashboard": (
        "dashboard/map.py",
        "from branca.element import Figure",
        "branca is at home in layers only",
    ),
    "streamlit_folium in page": ("dashboard/page.py", "import streamlit_folium", "streamlit_folium is at home in"),
    "streamlit_folium in app": ("app.py", "from streamlit_folium import st_folium", "streamlit_folium is at home in"),
    "starlette in geo": ("geo/x.py", "from starlette.routing import Route", "starlette is at home in api, app only"),
    "starlette in dashboard": ("dashboard/x.py", "import starlette", "starlette is at home in api, app only"),
    "geo imports layers": ("geo/x.py", "from layers import ALL", "geo must not import layers"),
    "geo imports api": ("geo/x.py", "import api", "geo must not import api"),
    "geo imports dashboard": ("geo/x.py", "import dashboard.page", "geo must not import dashboard"),
    "layers imports api": ("layers/x.py", "import api.routes", "layers must not import api"),
    "layers imports dashboard": ("layers/x.py", "from dashboard import map", "layers must not import dashboard"),
    "api imports layers": ("api/x.py", "from maps.applied_state import pack", "api must not import layers"),
    "api imports dashboard": ("api/x.py", "import dashboard", "api must not import dashboard"),
    "dashboard imports api": ("dashboard/x.py", "import api", "dashboard must not import api"),
    "dashboard imports app": ("dashboard/x.py", "import app", "dashboard must not import app"),
    "cli imports layers": ("cli.py", "import layers", "cli must not import layers"),
    "app imports layers": ("app.py", "import layers", "app must not import layers"),
    "app imports cli": ("app.py", "import cli", "app must not import cli"),
    "in a function": ("geo/x.py", "def f():\n    import folium", "geo/x.py:2: folium is at home in layers only"),
    "for types only": (
        "geo/x.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import folium",
        "folium is",
    ),
    "by name": ("geo/x.py", "import importlib\nimportlib.import_module('maps.state')", "geo must not import layers"),
    "by built name": ("geo/x.py", "n = 'a'\n__import__(f'layers.{n}')", "geo must not import layers"),
    "in a sub-folder": ("geo/deep/x.py", "import folium", "geo/deep/x.py:1: folium is at home in layers only"),
    "pickle": ("geo/x.py", "import pickle", "pickle runs what it reads"),
    "eval": ("geo/x.py", "y = eval('1')", "eval runs text as code"),
    "exec": ("cli.py", "exec('1')", "exec runs text as code"),
    "bare except": ("api/x.py", "try:\n    pass\nexcept:\n    pass", "api/x.py:3: catch only errors"),
    "except Exception": ("api/x.py", "try:\n    pass\nexcept Exception:\n    pass", "catch only errors"),
    "among others": ("api/x.py", "try:\n    pass\nexcept (OSError, Exception):\n    pass", "catch only errors"),
    "too long": ("geo/x.py", "x = 1\n" * (LONGEST + 1), "geo/x.py: 251 lines are more than 250"),
}


@pytest.mark.parametrize(("path", "text", "fault"), PLANTED.values(), ids=PLANTED)
def test_a_planted_breach_is_found(tmp_path: Path, path: str, text: str, fault: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert [fault in found for found in find_faults(tmp_path)] == [True]


def test_what_is_allowed_is_no_fault(tmp_path: Path) -> None:
    allowed = {
        "geo/x.py": "import geopandas\nfrom . import y\nfrom geo import y\nx = 1\n" + "x = 1\n" * (LONGEST - 4),
        "layers/x.py": "import folium, branca, streamlit_folium\nimport layers\nfrom geo import view",
        "api/x.py": "import starlette\nfrom geo import view",
        "dashboard/map.py": "import streamlit\nfrom streamlit_folium import st_folium\nimport layers, geo",
        "cli.py": "import argparse\nimport geo\ntry:\n    pass\nexcept (OSError, ValueError):\n    raise",
        "app.py": "import streamlit\nimport starlette\nimport api, dashboard, geo",
    }
    for path, text in allowed.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert find_faults(tmp_path) == []
