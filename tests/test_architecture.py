"""The house rules that can be read from the code: who may import what, how long a module is, what nobody may call."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from parts import PARTS

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 250

# What the files that start everything may import; between packages import-linter decides (pyproject.toml).
MAY_IMPORT = {
    "cli": {"commands", "onefile", "publish", "pictures", "geo"},
    "app": {"api", "work", "dashboard", "reading", "geo"},
    "maker": {"api", "work", "geo"},
}
# Each library, and its homes: a part, or one module of a part.
HOMES = {
    "streamlit": {"dashboard", "app"},
    "streamlit_folium": {"dashboard/mounted.py"},
    "folium": {"maps"},
    "branca": {"maps"},
    "starlette": {"api", "app"},
    "werkzeug": {"api"},
    "matplotlib": {"pictures"},
    "matplotlib_fontja": {"pictures"},
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
    for part in (*PARTS, *MAY_IMPORT):
        for path in sorted([*root.glob(f"{part}.py"), *root.glob(f"{part}/**/*.py"), *root.glob(f"{part}/**/*.js")]):
            yield Module(path.relative_to(root).as_posix(), part, path.read_text(encoding="utf-8"))


def imported(tree: ast.AST, part: str) -> Iterator[tuple[int, str, bool]]:
    """Yield line, top-level name, and whether by name at run time, of every import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0], False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, part if node.level else (node.module or "").split(".")[0], False
        elif isinstance(node, ast.Call) and called(node) in {"__import__", "import_module"} and node.args:
            match node.args[0]:
                case ast.Constant(value=str(name)) | ast.JoinedStr(values=[ast.Constant(value=str(name)), *_]):
                    yield node.lineno, name.split(".")[0], True


def called(node: ast.Call) -> str:
    """Return the last name of what a call calls: ``b`` for ``a.b()``."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def import_faults(module: Module, tree: ast.AST) -> Iterator[str]:
    """Yield what a module imports and may not."""
    for line, name, by_name in imported(tree, module.part):
        where = f"{module.path}:{line}"
        if module.part in MAY_IMPORT and name in {*PARTS, *MAY_IMPORT} - MAY_IMPORT[module.part] - {module.part}:
            yield f"{where}: {module.part} must not import {name}"
        if by_name and name in PARTS and module.part in PARTS:
            yield f"{where}: an import of {name} by name at run time hides from the import check"
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
        if module.path.endswith(".py"):
            tree = ast.parse(module.text, module.path)
            faults += [*import_faults(module, tree), *code_faults(module, tree)]
        length = len(module.text.splitlines())
        if length > LONGEST:
            faults.append(f"{module.path}: {length} lines are more than {LONGEST}")
    return faults


def test_every_part_is_there_to_be_read() -> None:
    assert {module.part for module in read_modules(ROOT)} == {*PARTS, *MAY_IMPORT}


def test_the_code_keeps_the_rules() -> None:
    assert find_faults(ROOT) == []


PLANTED = {
    "streamlit in geo": (
        "geo/x.py",
        "import streamlit as st",
        "geo/x.py:1: streamlit is at home in app, dashboard only",
    ),
    "streamlit in api": ("api/x.py", "import streamlit.runtime", "streamlit is at home in"),
    "streamlit in cli": ("cli.py", "import streamlit", "streamlit is at home in"),
    "folium in dashboard": ("dashboard/x.py", "import folium", "folium is at home in maps only"),
    "folium in layers": ("layers/x.py", "from folium.features import GeoJson", "folium is at home in maps only"),
    "branca in dashboard": ("dashboard/map.py", "from branca.element import Figure", "branca is at home in maps only"),
    "streamlit_folium in page": ("dashboard/page.py", "import streamlit_folium", "streamlit_folium is at home in"),
    "starlette in geo": ("geo/x.py", "from starlette.routing import Route", "starlette is at home in api, app only"),
    "matplotlib in geo": ("geo/x.py", "import matplotlib", "matplotlib is at home in pictures only"),
    "cli imports layers": ("cli.py", "import layers", "cli must not import layers"),
    "app imports pictures": ("app.py", "import pictures", "app must not import pictures"),
    "app imports cli": ("app.py", "import cli", "app must not import cli"),
    "in a function": ("geo/x.py", "def f():\n    import folium", "geo/x.py:2: folium is at home in maps only"),
    "for types only": (
        "geo/x.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import folium",
        "folium is",
    ),
    "by name": ("geo/x.py", "import importlib\nimportlib.import_module('folium')", "folium is at home in maps only"),
    "by built name": ("cli.py", "n = 'a'\n__import__(f'layers.{n}')", "cli must not import layers"),
    "a part by name": (
        "geo/x.py",
        "import importlib\nimportlib.import_module('maps.x')",
        "hides from the import check",
    ),
    "in a sub-folder": ("geo/deep/x.py", "import folium", "geo/deep/x.py:1: folium is at home in maps only"),
    "pickle": ("geo/x.py", "import pickle", "pickle runs what it reads"),
    "eval": ("geo/x.py", "y = eval('1')", "eval runs text as code"),
    "exec": ("cli.py", "exec('1')", "exec runs text as code"),
    "bare except": ("api/x.py", "try:\n    pass\nexcept:\n    pass", "api/x.py:3: catch only errors"),
    "except Exception": ("api/x.py", "try:\n    pass\nexcept Exception:\n    pass", "catch only errors"),
    "among others": ("api/x.py", "try:\n    pass\nexcept (OSError, Exception):\n    pass", "catch only errors"),
    "too long": ("geo/x.py", "x = 1\n" * (LONGEST + 1), "geo/x.py: 251 lines are more than 250"),
    "a long script": ("web/x.js", "let x;\n" * (LONGEST + 1), "web/x.js: 251 lines are more than 250"),
}


@pytest.mark.parametrize(("path", "text", "fault"), PLANTED.values(), ids=PLANTED)
def test_a_planted_breach_is_found(tmp_path: Path, path: str, text: str, fault: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert [fault in found for found in find_faults(tmp_path)] == [True]


def test_what_is_allowed_is_no_fault(tmp_path: Path) -> None:
    allowed = {
        "geo/x.py": "import geopandas\nfrom . import y\nfrom geo import y\nx = 1\n" + "x = 1\n" * (LONGEST - 4),
        "maps/x.py": "import folium, branca\nimport layers\nfrom geo import view",
        "api/x.py": "import starlette\nfrom geo import view",
        "dashboard/mounted.py": "import streamlit\nfrom streamlit_folium import st_folium\nimport layers, geo",
        "cli.py": "import argparse\nimport geo\ntry:\n    pass\nexcept (OSError, ValueError):\n    raise",
        "app.py": "import streamlit\nimport starlette\nimport api, dashboard, geo",
    }
    for path, text in allowed.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert find_faults(tmp_path) == []


def lint_imports(root: Path) -> tuple[int, str]:
    """Run the import check on a copy of the project, and return its exit code and what it says."""
    words = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    env = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(words, cwd=root, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of all code, to plant a fault in."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "*.js", "*.css"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_run_one_way_and_in_no_circle(copied: Path) -> None:
    code, told = lint_imports(copied)
    assert code == 0, told


PLANTED_IMPORTS = {
    "a circle inside functions": (
        "geo/records/base.py",
        "\ndef f():\n    import geo.records.checks\n",
        "geo.records.base",
    ),
    "a circle for types only": (
        "geo/text/place_names.py",
        "\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from geo.text import fact_text\n",
        "geo.text.place_names",
    ),
    "upward from geo": ("geo/tables/facts.py", "\nimport layers\n", "geo.tables.facts"),
    "upward inside geo": ("geo/records/dates.py", "\nimport geo.atlas\n", "geo.records.dates"),
    "across": ("api/proxy.py", "\nimport dashboard.panel\n", "api.proxy"),
    "a new room without a place": ("geo/attic/__init__.py", "", "geo.attic"),
}


@pytest.mark.parametrize(("path", "text", "named"), PLANTED_IMPORTS.values(), ids=PLANTED_IMPORTS)
def test_a_planted_import_is_found(copied: Path, path: str, text: str, named: str) -> None:
    (copied / path).parent.mkdir(exist_ok=True)
    with (copied / path).open("a", encoding="utf-8") as file:
        file.write(text)
    code, told = lint_imports(copied)
    assert code != 0
    assert named.rpartition(".")[2] in told
