"""How many requests a second nginx answers from a publication: the page, its data, and one layer, by wrk on the same machine.

Run as ``PYTHONPATH=.:tests python bench/static.py``. Needs nginx and wrk (Debian: ``apt-get install nginx-light wrk``).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from proxying import nginx
from static_host import by_nginx

from geo.atlas import atlas
from publish import Order, publish

SECONDS = 10
CONNECTIONS = 100
BASE = "/under/atlas"
HEAD = "| what | bytes sent | requests a second | median | 99th percentile |\n|---|---|---|---|---|"


def measured(url: str) -> str:
    """Return a row of figures for an address: what one answer sends by gzip, requests a second, and times."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        size = len(answer.read())
    flags = ["-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "--timeout", "10s", "-H", "Accept-Encoding: gzip"]
    told = subprocess.run(["wrk", *flags, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    times = {name: re.search(rf"{name}%\s+(\S+)", told) for name in ("50", "99")}
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if not rate or not all(times.values()):
        raise RuntimeError(told)
    median, last = (found[1] for found in times.values() if found)
    return f"{size:,} | {float(rate[1]):,.0f} | {median} | {last}"


def main() -> int:
    if not shutil.which("wrk") or not nginx():
        print("Needs nginx and wrk. On Debian: apt-get install nginx-light wrk", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as own:
        # What the user of nginx's workers cannot read, nginx does not serve.
        Path(root).chmod(0o755)
        target = Path(root + BASE)
        publish(atlas(), target, Order(cards=False), say=lambda _: None)
        data = next(target.glob("data/atlas.*.json")).relative_to(target)
        with by_nginx(Path(root), Path(own)) as origin:
            print(
                f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start, {CONNECTIONS} connections\n\n{HEAD}"
            )
            for title, name in {"page": "", "data": str(data), "layer `events`": "files/events.geojson"}.items():
                print(f"| {title} | {measured(f'{origin}{BASE}/{name}')} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
