"""A data folder in which every text field holds strings that attack HTML, scripts, templates and Markdown."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from geo.paths import ROOT

ATTACKS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "{{7*7}}",
    "{%",
    "{% for x in y %}{{ cycler.__init__ }}",
    "${7*7}`${window.hacked=1}`",
    "\"'`--><svg onload=window.hacked=1>",
    "[x](javascript:window.hacked=1) **b** :red[x] $x$ ![i](https://evil.example/i.png)",
    "=cmd|' /C calc'!A0",
)
KEPT = {
    "id",
    "basis",
    "said_by",
    "topic",
    "modality",
    "lifecycle",
    "date",
    "date_basis",
    "place",
    "role",
    "precision",
    "wider",
}
KEPT |= {
    "source",
    "paragraph",
    "to",
    "kind",
    "status",
    "confidence",
    "chains",
    "file",
    "feature",
    "part_of",
    "lies_on",
    "administered_by",
}
KEPT |= {"backs", "count", "approximate", "doubt", "since", "until", "treaty", "actor", "units", "fact", "weight"}
KEPT |= {"url", "lon", "lat", "uncertainty_m", "km2", "scope", "side", "order", "grain", "zoom", "lead", "language"}
KEPT |= {"seen", "party", "metres", "label_rank", "article", "first", "last", "by", "west", "south", "east", "north"}
LISTS_OF_IDS = {"shown_for", "actors", "claimed_by", "sources", "places", "roles", "topics"}
LISTS_OF_IDS |= {"answers", "formerly", "home_of", "occupied", "events", "facts", "filled_by", "paragraphs"}
LISTS_OF_IDS |= {"layers", "added", "changed", "withdrawn"}
KINDS = (
    "atlas",
    "actors",
    "parties",
    "sources",
    "places",
    "facts",
    "periods",
    "stories",
    "disagreements",
    "absences",
    "cases",
    "changes",
)


class Poison:
    """Puts the next attack behind a number into each text field, so that each text is its own and can be looked for."""

    def __init__(self, attacks: Sequence[str] = ATTACKS) -> None:
        self.attacks, self.count = attacks, 0
        self.start, self.before = 0, 0
        self.texts: list[str] = []
        # Fields that take a few words only, so that most attacks do not fit.
        self.short = {"anchor", "headline", "outlet"}

    def whole(self, record: dict[str, Any]) -> Any:
        """Poison a record. Which attacks it gets follows from its id alone, so that a record more elsewhere changes none here."""
        self.start, self.before = zlib.crc32(record["id"].encode()), self.count
        return self.record(record)

    def text(self) -> str:
        attack = self.attacks[(self.start + self.count - self.before) % len(self.attacks)]
        self.count += 1
        self.texts.append(f"t{self.count} {attack}")
        return self.texts[-1]

    def record(self, value: Any, key: str = "") -> Any:
        if key in KEPT:
            return value
        if isinstance(value, dict):
            return {name: self.record(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [item if isinstance(item, str) and key in LISTS_OF_IDS else self.record(item, key) for item in value]
        return self.brief() if key in self.short else self.text()

    def brief(self) -> str:
        self.count += 1
        return f"t{self.count} {{{{7*7}}}} <script>window.hacked=1</script>"


def poison(folder: Path, attacks: Sequence[str] = ATTACKS) -> tuple[Path, Poison]:
    """Copy the shipped data with every text field poisoned."""
    shutil.copytree(ROOT / "data", folder)
    made = Poison(attacks)
    for kind in KINDS:
        made.short = {"anchor", "outlet", *(("title",) if kind == "stories" else ())}
        for path in sorted(folder.glob(f"{kind}*.yaml")) + sorted((folder / kind).glob("*.yaml")):
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
            content[kind] = [made.whole(record) for record in content[kind]]
            path.write_text(yaml.safe_dump(content, allow_unicode=True, default_style='"'), encoding="utf-8")
    return folder, made
