"""Make a data folder of any size: the shipped data, and as many made-up facts, each at a made-up point of its own."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

from geo.paths import ROOT

TOPICS = ("diplomacy", "military", "economy", "history", "humanitarian")
MODALITIES = ("happened", "stated", "requested", "planned", "claimed")
SPEAKERS = ("reporter", "abe", "putin", "japan-spokesman")


def _place(number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": f"made-{number}",
        "kind": "town",
        "names": {"en": f"Made-up place {number}", "ja": f"架空の地 {number}", "ru": f"Место {number}"},
        "point": {
            "lon": round(chance.uniform(141, 156), 5),
            "lat": round(chance.uniform(42, 51), 5),
            "uncertainty_m": chance.choice([1500, 3000, 15000]),
            "reason": "made up to measure speed",
            "source": "made up",
            "licence": "CC0",
        },
    }


def _fact(number: int, chance: random.Random) -> dict[str, Any]:
    dated = chance.random() < 0.6
    return {
        "id": f"made-{number}",
        "basis": "article",
        "statement": f"A made-up statement, number {number}, to measure speed with.",
        "said_by": chance.choice(SPEAKERS),
        "actors": chance.sample(["abe", "putin", "japan", "russia"], 2),
        "topic": chance.choice(TOPICS),
        "modality": chance.choice(MODALITIES),
        "date": f"{chance.choice([1945, 2016, 2017, 2018])}-{chance.randint(1, 12):02d}" if dated else None,
        "date_basis": "stated" if dated else "unstated",
        "places": [
            {"place": f"made-{number}", "role": "reported-there", "named": f"place {number}", "precision": "city"}
        ],
        "citations": [{"source": "cnbc-2018-09-12", "paragraph": "P10"}],
    }


def make(folder: Path, size: int, seed: int = 20180912) -> Path:
    """Write a data folder with ``size`` made-up features beside the shipped ones, and return it."""
    chance = random.Random(seed)
    shutil.copytree(ROOT / "data", folder)
    if size:
        places = [_place(number, chance) for number in range(size)]
        facts = [_fact(number, chance) for number in range(size)]
        (folder / "places" / "made.json").write_text(json.dumps({"places": places}), encoding="utf-8")
        (folder / "facts" / "made.json").write_text(json.dumps({"facts": facts}), encoding="utf-8")
    return folder
