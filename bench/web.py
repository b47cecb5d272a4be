"""How many pages a second, and how long does the 95th of a hundred take, with 50 people at once?

    python -m bench.web [--database sqlite|postgresql] [--people 50] [--seconds 10] [--cases 200]

Two web servers, one worker; each person asks for one page after another without a pause, signed in as the handler or
the applicant, over a connection that is kept. The people share the machine with the servers.
"""

import argparse
import http.client
import json
import statistics
import threading
import time
from typing import Any

from django.urls import reverse

from bench.installation import installation
from bench.machine import machine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--cases", type=int, default=200)
    asked = parser.parse_args()
    print(machine())
    with installation(asked.database, webs=2, workers=1) as (house, _mail, hook):
        keys = [int(key) for key in house.run("chaos_seed", str(asked.cases), hook.url, "--submit").split()]
        cookies = json.loads(house.run("chaos_cookies"))
        house.tend()
        for port in house.ports:
            while ask(http.client.HTTPConnection("127.0.0.1", port), "/healthz", "") != 200:
                time.sleep(0.1)
        for name, path, cookie in pages(keys[0], cookies):
            measure(house.ports, name, path, cookie, asked)


def pages(key: int, cookies: dict[str, str]) -> list[tuple[str, str, str]]:
    """Name, address and cookie."""
    return [
        ("queue", reverse("queue"), cookies["handler"]),
        ("case", reverse("case", args=[key]), cookies["handler"]),
        ("progress", reverse("application", args=[key]), cookies["applicant"]),
    ]


def ask(connection: http.client.HTTPConnection, path: str, cookie: str) -> int:
    """One page; its status, 0 when nobody answers."""
    try:
        connection.request("GET", path, headers={"Cookie": cookie})
        response = connection.getresponse()
        response.read()
        return response.status
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0


def measure(ports: list[int], name: str, path: str, cookie: str, asked: Any) -> None:
    """All people at once on one page."""
    times: list[float] = []
    wrong: list[int] = []
    until = time.monotonic() + asked.seconds

    def look(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", ports[place % len(ports)], timeout=60)
        while (began := time.monotonic()) < until:
            status = ask(connection, path, cookie)
            times.append(time.monotonic() - began)
            if status != 200:
                wrong.append(status)

    people = [threading.Thread(target=look, args=(place,)) for place in range(asked.people)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    p95 = statistics.quantiles(times, n=20)[-1]
    rate = len(times) / asked.seconds
    print(f"{name:<10} {rate:>7.1f} pages/s, p95 {p95 * 1000:>6.0f} ms, {len(wrong)} not answered with 200")


if __name__ == "__main__":
    main()
