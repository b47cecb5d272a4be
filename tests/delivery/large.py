"""A large copy over a real server: does it come whole however often it breaks off, in constant memory, and does it stop
when access stops?

    python -m tests.delivery.large [--megabytes 1024] [--kills 20] [--tables FILE]

The file is made by the ordinary way, from a snapshot under the conditions of a decision. The web server (granian) or
the connection is killed at random and the download resumed. Tables are made anew, or are those of FILE. Prints what was
measured; status 1 when a bound is broken.
"""

import argparse
import hashlib
import http.client
import os
import random
import resource
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.chaos.installation import Installation
from tests.delivery.house import a_house

PIECE = 64 * 1024
A_DAY = timedelta(days=1)
MEMORY_MB, CUT_SECONDS = 50, 5.0


@dataclass
class Reader:
    """One person's downloads of one link from the only web server."""

    house: Installation
    path: str
    cookie: str

    def ask(self, first: int = 0, etag: str = "") -> http.client.HTTPResponse:
        """The answer from byte `first` on; waits for a server that is being replaced."""
        headers = {"Cookie": self.cookie}
        if first:
            headers |= {"Range": f"bytes={first}-", "If-Range": etag}
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.house.ports[0], timeout=30)
                connection.request("GET", self.path, headers=headers)
                return connection.getresponse()
            except (OSError, http.client.HTTPException):
                self.house.tend()
                time.sleep(0.1)


class Memory(threading.Thread):
    """The most memory that the web server's processes held together, in MB, beyond what they held at first."""

    def __init__(self, house: Installation) -> None:
        super().__init__(daemon=True)
        self.house, self.going, self.first, self.most = house, True, 0.0, 0.0

    def run(self) -> None:
        self.first = self.most = resident(self.house)
        while self.going:
            self.most = max(self.most, resident(self.house))
            time.sleep(0.05)

    def grown(self) -> float:
        self.going = False
        self.join()
        return self.most - self.first


def resident(house: Installation) -> float:
    parents = [part.pid for name, part in house._parts.items() if name.startswith("web")]
    kib = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(status.parent.name) in parents or int(lines["PPid"]) in parents:
            kib += int(lines.get("VmRSS", "0 kB").split()[0])
    return kib / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--tables", type=Path)
    asked = parser.parse_args()
    os.environ["WURI_COPY_AT_ONCE"] = str(1 << 40)
    with a_house(asked.tables) as house:
        copy, life, cookie = a_large_copy(asked.megabytes)
        house.tend()
        reader = Reader(house, f"/data/copies/{copy.token}/", cookie)
        bounds = [
            memory(reader, copy), resumed(reader, copy, asked.kills), stopped(reader, life, "suspend"),
        ]  # fmt: skip
        life.do("resume", at=now())
        bounds.append(stopped(reader, life, "revoke"))
    return 0 if all(bounds) else 1


def now() -> Any:
    from jobs import clock

    return clock.now()


def a_large_copy(megabytes: int) -> tuple[Any, Any, str]:
    """The copy, its life, and the cookie of the person who took it."""
    from django.test import Client

    from delivery.collect import collect
    from tests.delivery.lives import a_delivered_life
    from tests.delivery.tables import HEADER, a_table

    dataset = a_table(1)
    path = Path(dataset.data_file.path)
    with path.open("w") as file:
        file.write(",".join(HEADER) + "\r\n")
        for place in range(megabytes * 1024 * 1024 // 95):
            note = f"{place * 2654435761 % 2**32:010d}" * 5
            file.write(f"S{place:09d},站点{place % 997:03d},2026-09-01T08:00,{note}\r\n")
    life = a_delivered_life(dataset=dataset, fields=HEADER, starts_at=now() - A_DAY)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    copy = collect(application=life.application, actor=life.applicant, address=None, now=now())
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    seconds = time.monotonic() - began
    print(f"copy of {copy.size / 2**20:.0f} MB made in {seconds:.1f} s, memory grew by {grown:.0f} MB", flush=True)
    client = Client()
    client.force_login(life.applicant)
    return copy, life, "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())


def memory(reader: Reader, copy: Any) -> bool:
    """One download whole, after a first one has warmed the server up a little."""
    reader.ask().read(PIECE)
    meter = Memory(reader.house)
    meter.start()
    digest, began = hashlib.sha256(), time.monotonic()
    response = reader.ask()
    while piece := response.read(PIECE):
        digest.update(piece)
    seconds, grown = time.monotonic() - began, meter.grown()
    rate = copy.size / 2**20 / seconds
    print(f"downloaded at {rate:.0f} MB/s, memory of the web server grew by {grown:.0f} MB", flush=True)
    return digest.hexdigest() == copy.sha256 and grown < MEMORY_MB


def resumed(reader: Reader, copy: Any, kills: int) -> bool:
    """Broken off `kills` times: the connection by the reader, or the server by SIGKILL."""
    chosen = random.Random(20260928)
    places = sorted(chosen.randrange(copy.size) for _ in range(kills))
    digest, got, etag = hashlib.sha256(), 0, f'"{copy.sha256}"'
    for place in [*places, copy.size]:
        if got < copy.size:
            response = reader.ask(got, etag)
            assert response.status == (206 if got else 200), response.status
            while got < place and (piece := response.read(min(PIECE, place - got))):
                digest.update(piece)
                got += len(piece)
            if place < copy.size and chosen.random() < 0.5:
                reader.house.kill_one(chosen, "web")
            response.close()
    right = digest.hexdigest() == copy.sha256
    print(f"broken off {kills} times and resumed: SHA-256 {'right' if right else 'WRONG'}", flush=True)
    return right


def stopped(reader: Reader, life: Any, verb: str) -> bool:
    """How long bytes still came after access had been ended, to somebody who reads slowly."""
    response, ended = reader.ask(), threading.Event()
    at: list[float] = []

    def act() -> None:
        time.sleep(0.5)
        life.do(verb, at=now())
        at.append(time.monotonic())
        ended.set()

    thread = threading.Thread(target=act)
    thread.start()
    seconds = _until_cut(response, ended, lambda: time.monotonic() - at[0])
    thread.join()
    again = reader.ask().status
    print(f"{verb}: the download ended after {seconds:.1f} s, the next one is answered with {again}", flush=True)
    return 0 <= seconds < CUT_SECONDS and again == 403


def _until_cut(response: http.client.HTTPResponse, ended: threading.Event, since: Callable[[], float]) -> float:
    try:
        while response.read(PIECE):
            time.sleep(0.02)
    except http.client.IncompleteRead:
        pass
    return since() if ended.is_set() and response.length else -1.0


if __name__ == "__main__":
    sys.exit(main())
