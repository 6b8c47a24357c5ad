"""One client with many requests at once, each for something costly that nobody asked for before; prints what it got as JSON.

It is impatient: what is refused is followed by the next request after a second, whatever ``Retry-After`` says.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

REFUSED_S = 1.0

KINDS = {
    "zip": "/api/atlas.zip?basis=all&from={day}",
    "html": "/api/atlas.html?basis=all&from={day}",
    "gpkg": "/api/atlas.gpkg?basis=all&from={day}",
    "kml": "/api/layers/events.kml?basis=all&from={day}",
    "geojson": "/api/layers/events.geojson?basis=all&from={day}",
    "ogc": "/ogc/collections/events/items?f=json&limit=10000&from={day}",
    "ogc-html": "/ogc/collections/events/items?f=html&limit=10000&from={day}",
    "picture": "/api/picture.png?size=slide&basis=all&from={day}",
}


def addresses(kinds: list[str]) -> Iterator[str]:
    """Yield addresses without end, of each kind in turn, no two alike: facts since one day after another."""
    for number in itertools.count():
        day = f"{1900 + number // 336 % 118}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"
        for kind in kinds:
            yield KINDS[kind].format(day=day)


def ask(url: str, until: float, paths: Iterator[str]) -> tuple[Counter[str], list[float]]:
    """Ask one thing after another until a time; return how often each status came, and the seconds of each answer of 200."""
    found, times, place = Counter[str](), [], urlsplit(url)
    while time.monotonic() < until:
        began = time.monotonic()
        line = http.client.HTTPConnection(place.netloc, timeout=60)
        try:
            line.request("GET", place.path + next(paths), headers={"Accept-Encoding": "gzip"})
            answer = line.getresponse()
            answer.read()
            polite = answer.status != 503 or answer.getheader("Retry-After")
            found[str(answer.status) if polite else "503 without Retry-After"] += 1
            if answer.status == 503:
                time.sleep(REFUSED_S)
            elif answer.status == 200:
                times.append(time.monotonic() - began)
        except (OSError, http.client.HTTPException) as error:
            found[type(error).__name__] += 1
        finally:
            line.close()
    return found, times


def main() -> None:
    """Flood a server, and print what came."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS))
    given = parser.parse_args()
    until = time.monotonic() + given.seconds
    with ThreadPoolExecutor(given.at_once) as clients:
        # Each client begins at a place of its own.
        begin = [itertools.islice(addresses(given.kinds), n * 1009, None, given.at_once) for n in range(given.at_once)]
        parts = list(clients.map(lambda paths: ask(given.url, until, paths), begin))
    total = sum((part[0] for part in parts), Counter[str]())
    times = sorted(itertools.chain.from_iterable(part[1] for part in parts))
    slowest = round(times[-1], 2) if times else None
    print(json.dumps({"statuses": dict(total), "slowest_s": slowest}))


if __name__ == "__main__":
    main()
