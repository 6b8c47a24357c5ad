"""The command line, as a person calls it."""

import contextlib
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import termios
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from wcwidth import width as cell_width

import cli
from geo.atlas import atlas
from geo.export import documents
from geo.messages import messages
from geo.paths import ROOT
from geo.view.parameters import DEFAULT, PARAMETERS, View
from publish import cards

pytestmark = pytest.mark.slow

SMALL = Path(__file__).parent / "cases" / "small"


def run(*words: str, data: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    env = (
        {**os.environ, "ATLAS_DATA": str(data)} if data else {k: v for k, v in os.environ.items() if k != "ATLAS_DATA"}
    )
    return subprocess.run([sys.executable, "cli.py", *words], cwd=ROOT, env=env, capture_output=True, check=False)


Captured = pytest.CaptureFixture[bytes]


def call(capfdbinary: Captured, *words: str) -> tuple[int, bytes, bytes]:
    """Call a command in this process, less the imports of a new one: return its exit code and what it wrote."""
    try:
        code = cli.main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, *capfdbinary.readouterr()


def test_check_passes_the_shipped_data() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"40 article facts" in done.stdout


def test_check_lists_each_problem(tmp_path: Path) -> None:
    done = run("check", data=tmp_path)
    assert done.returncode == 1
    assert b"no file of facts here" in done.stderr
    assert b"Traceback" not in done.stderr


def test_export_gives_the_apis_bytes(tmp_path: Path, capfdbinary: Captured) -> None:
    assert run("export", "islands").stdout == documents.geojson(atlas(), "islands", DEFAULT).content
    out = tmp_path / "out.geojson"
    done = call(capfdbinary, "export", "deployments", "--modality", "planned", "--from", "2018", "--out", str(out))
    assert done[0] == 0
    view = View(modality=("planned",), since=date(2018, 1, 1))
    assert out.read_bytes() == documents.geojson(atlas(), "deployments", view).content


@pytest.mark.parametrize(
    ("words", "out", "layer", "file_format"),
    [
        (("events", "--format", "csv"), None, "events", "csv"),
        (("events",), "x.GPKG", "events", "gpkg"),
        (("events", "--format", "kml"), "no-ending", "events", "kml"),
        (("all", "--format", "zip"), None, None, "zip"),
        (("all", "--format", "gpkg"), "x.gpkg", None, "gpkg"),
    ],
)
def test_export_takes_the_format_from_option_or_ending(
    words: tuple[str, ...],
    out: str | None,
    layer: str | None,
    file_format: str,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    options = ("--out", str(tmp_path / out)) if out else ()
    assert cli.main(["export", *words, "--topic", "military", *options]) == 0
    content = (tmp_path / out).read_bytes() if out else capfdbinary.readouterr().out
    assert content == documents.document(atlas(), layer, file_format, View(topic=("military",))).content


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("islands", "--out", "x.shp"), "no format has the ending '.shp': there are .geojson, .gpkg"),
        (("islands", "--format", "shp"), "no format 'shp' for one layer: there are geojson, gpkg"),
        (("islands", "--format", "kml", "--out", "x.csv"), "--format kml and --out with the ending '.csv'"),
        (("islands", "--out", "x.zip"), "no format 'zip' for one layer"),
        (("all",), "--format: say gpkg or zip"),
        (("all", "--out", "x.csv"), "no format 'csv' for all layers: there are gpkg, zip"),
        (("all", "--out", "x.txt"), "no format has the ending '.txt': there are .gpkg, .zip"),
        (
            ("rivers", "--format", "gpkg"),
            "the layers are administration, waters, lines, islands, deployments, events, aegis",
        ),
    ],
)
def test_a_format_that_is_unclear_writes_nothing(
    words: tuple[str, ...],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["export", *words]) == 2
    told = capsys.readouterr()
    assert (reason in told.err, told.out) == (True, "")
    assert list(tmp_path.iterdir()) == []


def test_wrong_calls_exit_with_2_and_say_why(capfdbinary: Captured) -> None:
    for words, reason in [
        (("export", "rivers"), b"the layers are administration, waters, lines, islands, deployments, events, aegis"),
        (("export", "islands", "--topic", "cookery"), b"--topic: unknown value 'cookery'"),
        (("export",), b"layer"),
        (("dance",), b"dance"),
    ]:
        code, _, told = call(capfdbinary, *words)
        assert code == 2
        assert reason in told
        assert b"Traceback" not in told


def test_a_wrong_call_from_a_shell_exits_with_2_and_says_why() -> None:
    done = run("export", "rivers")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"the layers are administration, waters" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_unwritable_file_is_one_sentence(capfdbinary: Captured) -> None:
    code, _, told = call(capfdbinary, "export", "islands", "--out", str(SMALL / "nowhere" / "x.geojson"))
    assert code == 1
    assert b"cannot write" in told
    assert told.count(b"\n") == 1


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


PARAMETERS_OF = {
    "check": set[str](),
    "export": {item.name for item in PARAMETERS if item.kind == "selection"} - {"layer"},
    "picture": {item.name for item in PARAMETERS},
    "publish": set[str](),
    "changes": set[str](),
    "layers": {item.name for item in PARAMETERS if item.kind == "selection"} - {"layer", "basis"} | {"lang"},
    "facts": {item.name for item in PARAMETERS if item.kind == "selection"} | {"place", "lang"},
}


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_help_teaches_each_parameter_by_name_and_the_command_by_examples(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = help_of(command, capsys)
    flags = {f"--{item.name.replace('_', '-')}": item for item in PARAMETERS}
    offered = {flags[flag].name for flag in re.findall(r"^  (--[a-z-]+)", told, re.MULTILINE) if flag in flags}
    assert offered == PARAMETERS_OF[command]
    assert all(flags[flag].help.split()[0] in told for flag in flags if flags[flag].name in offered)
    assert ("--json" in told) == (command in {"check", "layers", "facts"})
    assert told.split("\n\n")[1].strip().endswith(".")


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_the_examples_of_the_help_run(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with pytest.raises(SystemExit):
        cli.main([command, "--help"])
    told = capfdbinary.readouterr().out.decode()
    examples = re.findall(r"^  python cli\.py (.+?)(?: > \S+)?$", told, re.MULTILINE)
    assert len(examples) >= 2
    # All cards take minutes: tests/test_publish_cards.py draws some.
    monkeypatch.setattr(cards, "drawn", lambda *_: {})
    monkeypatch.chdir(tmp_path)
    for example in examples:
        assert cli.main(shlex.split(example)) == 0, example
        told = capfdbinary.readouterr().out.decode(errors="replace")
        assert told or list(tmp_path.iterdir()), example


def read_json(capfdbinary: pytest.CaptureFixture[bytes], *words: str) -> Any:
    assert cli.main([*words, "--json"]) == 0
    return json.loads(capfdbinary.readouterr().out.decode("utf-8"))


def test_check_gives_its_counts_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    found, catalog = read_json(capfdbinary, "check"), atlas().catalog
    assert (found["hash"], found["problems"]) == (catalog.hash, [])
    assert found["counts"]["article_facts"] + found["counts"]["context_facts"] == len(catalog.facts)
    assert found["counts"]["periods"] == len(catalog.periods)


def test_check_gives_its_problems_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    sources = next((tmp_path / "data").glob("sources*"))
    file = sources if sources.is_file() else next(sources.iterdir())
    file.write_text(file.read_text("utf-8").replace("publisher:", "publsher:", 1), encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    assert cli.main(["check", "--json"]) == 1
    told = capfdbinary.readouterr()
    found = json.loads(told.out)
    assert (found["counts"], told.err) == (None, b"")
    named = {(item["file"], item["field"]) for item in found["problems"]}
    assert (f"data/{file.relative_to(tmp_path / 'data').as_posix()}", "publsher") in named
    assert all(set(item) == {"file", "line", "id", "field", "message"} for item in found["problems"])
    assert cli.main(["check"]) == 1
    lines = capfdbinary.readouterr().err.decode().splitlines()
    assert len(lines) == len(found["problems"]) + 1


def test_layers_agree_with_the_atlas(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    found = read_json(capfdbinary, "layers", "--topic", "military")["layers"]
    opened = atlas()
    assert [layer["id"] for layer in found] == list(opened.layers)
    for layer in found:
        table = opened.layer(layer["id"])
        for name, basis in (("features", "article"), ("features_with_others", "all")):
            selection = opened.select(View(topic=("military",), basis=basis))
            assert layer[name] == int(selection.features[layer["id"]].sum())
        assert layer["features_all"] == len(table.ids)
        assert layer["fields"] == [name for name in table.gdf.columns if name != "geometry"]
        assert layer["optional"] == table.rule.optional


def test_facts_agree_with_the_atlas(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    words = ("facts", "--basis", "all", "--topic", "military,history", "--to", "2018")
    found, opened = read_json(capfdbinary, *words), atlas()
    view = View(basis="all", topic=("history", "military"), until=date(2018, 12, 31))
    passing = [opened.facts.ids[i] for i in opened.select(view).facts.nonzero()[0]]
    assert [fact["id"] for fact in found["facts"]] == passing
    assert found["count"] == len(passing) > 0
    for told in found["facts"]:
        fact = opened.catalog.facts[told["id"]]
        assert set(type(fact).model_fields) <= set(told)
        assert told["evidence"] == opened.facts.evidence[fact.id]
        cited = [(item.source, item.paragraph, item.anchor) for item in fact.citations]
        assert [(item["source"], item["paragraph"], item["anchor"]) for item in told["citations"]] == cited
        places = [(link.place, link.role, link.precision) for link in fact.places]
        assert [(item["place"], item["role"], item["precision"]) for item in told["places"]] == places
        assert [item["to"] for item in told["relations"]] == [relation.to for relation in fact.relations]
        assert [item["from"] for item in told["incoming"]] == [
            other.id for other, _, _ in opened.incoming_relations.get(fact.id, [])
        ]


def test_facts_of_a_place_are_those_that_a_click_on_it_shows(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    found = read_json(capfdbinary, "facts", "--basis", "all", "--place", "shikotan")["facts"]
    assert [fact["id"] for fact in found] == list(atlas().facts_by_place["shikotan"])


def test_facts_as_text_have_one_line_each_with_the_catalogues_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["facts"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["ID", "Paragraph", "Date"]
    table = atlas().facts
    article = [fact for fact in table.facts if fact.basis == "article"]
    assert [line.split()[0] for line in lines] == [fact.id for fact in article]
    for fact, line in zip(article, lines, strict=True):
        evidence = messages("en").text(f"evidence.{table.evidence[fact.id]}")
        assert re.search(f"  {re.escape(evidence)} +{re.escape(fact.statement)}$", line)


def test_no_fact_is_said_and_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["facts", "--q", "zzzz"]) == 0
    told = capsys.readouterr()
    assert (told.out, "--basis all" in told.err) == ("", True)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("facts", "--layer", "rivers"), "--layer: unknown value 'rivers'"),
        (("facts", "--place", "atlantis", "--zoom", "4"), "unrecognized arguments: --zoom 4"),
        (("facts", "--said-by", "nobody", "--from", "soon"), "--said-by: unknown value 'nobody'; --from: 'soon'"),
        (("layers", "--evidence", "proven"), "--evidence: unknown value 'proven'"),
        (("layers", "--basis", "all"), "unrecognized arguments: --basis all"),
        (("picture", "--out", "x.gif"), "no picture has the ending '.gif'"),
        (("picture", "--out", "x.png", "--lat", "north"), "--lat: 'north' is no number"),
        (("check", "--topic", "military"), "unrecognized arguments"),
    ],
)
def test_what_a_command_does_not_know_exits_with_2(
    words: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code: str | int | None = cli.main(words)
    except SystemExit as ended:
        code = ended.code
    told = capsys.readouterr()
    assert (code, told.out, reason in told.err) == (2, "", True)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of data whose statements steer a terminal where nothing stops them."""
    folder = tmp_path_factory.mktemp("poisoned") / "data"
    shutil.copytree(SMALL, folder)
    for path in folder.rglob("facts*.yaml"):
        text = path.read_text(encoding="utf-8")
        steered = r'statement: "harmless\u001b[2J\u009b31m\u202e\u0007\u007f text"'
        path.write_text(re.sub(r"statement: .*", steered.replace("\\", "\\\\"), text), encoding="utf-8")
    return folder


PIPED = [("facts", "--basis", "all"), ("facts", "--basis", "all", "--json"), ("layers",)]


def expect_plain(told: bytes, *, harmless: bool) -> None:
    """No character steers a terminal, and the rest of the text is there."""
    text = told.decode("utf-8")
    assert {c for c in text if unicodedata.category(c) in {"Cc", "Cf"}} == {"\n"}
    assert ("harmless" in text) == harmless


@pytest.mark.parametrize("words", PIPED)
def test_piped_output_holds_no_control_characters(
    words: tuple[str, ...], poisoned: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Captured
) -> None:
    for data in (None, poisoned):
        if data:
            monkeypatch.setenv("ATLAS_DATA", str(data))
        code, out, err = call(capfdbinary, *words)
        assert (code, err) == (0, b"")
        expect_plain(out, harmless=data is not None and words[0] == "facts")


def test_a_real_pipe_holds_no_control_characters(poisoned: Path) -> None:
    done = run(*PIPED[0], data=poisoned)
    assert (done.returncode, done.stderr) == (0, b"")
    expect_plain(done.stdout, harmless=True)


def on_a_terminal(*words: str, columns: int) -> tuple[str, str]:
    """Return what a command writes when both outputs are terminals of so many columns."""
    both = []
    ends = [pty.openpty() for _ in range(2)]
    for _, slave in ends:
        termios.tcsetwinsize(slave, (24, columns))
    env = {k: v for k, v in os.environ.items() if k not in {"ATLAS_DATA", "COLUMNS", "LINES"}}
    running = subprocess.Popen(
        [sys.executable, "cli.py", *words], cwd=ROOT, env=env, stdout=ends[0][1], stderr=ends[1][1]
    )
    for master, slave in ends:
        os.close(slave)
        chunks = []
        with contextlib.suppress(OSError):  # Linux ends a terminal's stream by an error.
            while chunk := os.read(master, 65536):
                chunks.append(chunk)
        os.close(master)
        both.append(b"".join(chunks).decode("utf-8"))
    assert running.wait(60) == 0
    return both[0], both[1]


def test_a_terminal_gets_columns_that_fit_it_and_progress() -> None:
    out, err = on_a_terminal("facts", "--topic", "military", columns=100)
    lines = out.replace("\r\n", "\n").splitlines()
    assert max(map(cell_width, lines)) <= 100
    assert len(lines) > 1 + 8
    assert "[1/1] reading the data …" in err
    assert err.endswith("\r\x1b[K")


def test_a_reader_that_stops_early_gets_no_traceback() -> None:
    env = {k: v for k, v in os.environ.items() if k != "ATLAS_DATA"}
    running = subprocess.Popen(
        [sys.executable, "cli.py", "facts", "--basis", "all", "--json"],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) == 1
