"""Look through what the page runs on, and print it: ``make audit``.

Four questions: has a version a known fault, is a licence one that we take, how old are the pins, and what is in it all (a bill of
materials, ``build/sbom.cdx.json``). The first and the third need the network; where it cannot be reached they say so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from pip._internal.models.index import PyPI

from audit.ages import age_of, ask, today
from audit.bill import make_bill, refused
from audit.pins import read_pins

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements.txt"
BILL = ROOT / "build" / "sbom.cdx.json"
OLD_DAYS = 365


def look_for_faults(tools: Path) -> bool:
    """Print the known faults of the pinned versions, and tell whether there is none."""
    command = [
        str(tools / "pip-audit"),
        "-r",
        str(REQUIREMENTS),
        "--no-deps",
        "--disable-pip",
        "--progress-spinner=off",
        "-fjson",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"known faults: not looked for: {done.stderr.strip().splitlines()[-1:] or 'no answer'}")
        return True
    known = [item for item in told if "vulns" in item]
    faults = [f"{item['name']} {item['version']}: {fault['id']}" for item in known for fault in item["vulns"]]
    print(f"known faults: {len(faults)} in {len(known)} packages; of {len(told) - len(known)} the index tells nothing")
    print("".join(f"  {line}\n" for line in faults), end="")
    return not faults


def look_at_licences(python: Path, tools: Path) -> bool:
    """Write the bill of materials, print the licences that we do not take, and tell whether there is none."""
    allowed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["audit"]
    bill = make_bill(python, tools / "cyclonedx-py", read_pins(REQUIREMENTS))
    BILL.parent.mkdir(exist_ok=True)
    BILL.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    found = refused(bill, allowed)
    print(f"licences: {len(bill['components'])} packages, {len(found)} not taken; the bill is {BILL.relative_to(ROOT)}")
    print("".join(f"  {line}\n" for line in found), end="")
    return not found


def look_at_ages(index: str) -> None:
    """Print the pins that are over a year old while there is a newer version."""
    pins, now = read_pins(REQUIREMENTS), today()
    told = {name: ask(index, name) for name in pins}
    ages = [age_of(name, version, told[name] or {}) for name, version in pins.items() if told[name]]
    old = [age for age in ages if (age.days(now) or 0) > OLD_DAYS and age.newest != age.version]
    print(f"ages: {len(ages)} of {len(pins)} packages known; {len(old)} over {OLD_DAYS} days old with a newer version")
    print("".join(f"  {age.name} {age.version}, {age.days(now)} days; newest {age.newest}\n" for age in old), end="")


def main() -> None:
    """Run all, and end with 1 where a known fault or a licence that we do not take was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", type=Path, required=True, help="the interpreter of the environment")
    parser.add_argument(
        "--index", default=PyPI.simple_url, help="where ages are asked for, if not where pip asks by itself"
    )
    given = parser.parse_args()
    tools = Path(sys.executable).parent
    sound = [look_for_faults(tools), look_at_licences(given.python, tools)]
    look_at_ages(given.index.rstrip("/"))
    sys.exit(0 if all(sound) else 1)


if __name__ == "__main__":
    main()
