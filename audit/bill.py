"""The bill of materials: every package that the page runs on, with version, licence and hash, in CycloneDX's JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audit.pins import normalised

Bill = dict[str, Any]


def make_bill(python: Path, tool: Path, pins: Mapping[str, str]) -> Bill:
    """Return the bill of what an environment holds of some pins.

    Parameters
    ----------
    python
        The environment's interpreter.
    tool
        Where ``cyclonedx-py`` is.
    pins
        Versions by normalised name.

    Returns
    -------
    dict
        CycloneDX 1.6: the same for the same environment.
    """
    command = [str(tool), "environment", str(python), "--output-reproducible", "--of", "JSON", "-o", "-"]
    whole: Bill = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    kept = [item for item in whole["components"] if normalised(item["name"]) in pins]
    names = {item["bom-ref"] for item in kept}
    links = [
        {**link, "dependsOn": [ref for ref in link.get("dependsOn", []) if ref in names]}
        for link in whole.get("dependencies", [])
        if link["ref"] in names
    ]
    return {**whole, "components": kept, "dependencies": links}


def licences(component: Mapping[str, Any]) -> list[str]:
    """Return what a component of a bill says of its licence: SPDX expressions, ids or names."""
    found = component.get("licenses", [])
    return [item.get("expression") or item["license"].get("id") or item["license"].get("name", "") for item in found]


def refused(bill: Bill, allowed: Mapping[str, list[str]]) -> list[str]:
    """Return the packages whose licence is none that we take, a line each.

    Parameters
    ----------
    bill
        What :func:`make_bill` makes.
    allowed
        ``licences``, each as packages write it, and ``by_hand``: packages that name none, or the whole text, and were read.
    """
    found = []
    for item in bill["components"]:
        named = [name.splitlines()[0] for name in licences(item) if name]
        fits = bool(named) and any(name in allowed["licences"] for name in named)
        if not fits and normalised(item["name"]) not in allowed["by_hand"]:
            found.append(f"{item['name']} {item['version']}: {', '.join(named) or 'names no licence'}")
    return found
