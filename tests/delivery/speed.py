"""How many megabytes a second does a download carry, beside a plain FileResponse of the same file in the same run, and
how many rows a second does the data interface?

    python -m bench.download [--megabytes 256] [--rounds 3]

One web server (granian, one worker). The downloads take turns, so that both meet the same machine.
"""

import argparse
import http.client
import os
import statistics
import time

from tests.delivery.house import a_house
from tests.delivery.large import A_DAY, PIECE, Reader, a_large_copy, now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.environ["WURI_COPY_AT_ONCE"] = str(1 << 40)
    os.environ["WURI_API_CALLS_A_MINUTE"] = "100000"
    with a_house() as house:
        copy, _life, cookie = a_large_copy(asked.megabytes)
        key = a_key()
        house.tend()
        ours = Reader(house, f"/data/copies/{copy.token}/", cookie)
        plain = Reader(house, f"/plain/{copy.file}", cookie)
        rates: dict[str, list[float]] = {"download": [], "FileResponse": []}
        for _round in range(asked.rounds):
            for name, reader in (("download", ours), ("FileResponse", plain)):
                rates[name].append(rate(reader))
        for name, found in rates.items():
            print(f"{name:<14} {statistics.median(found):>7.0f} MB/s (median of {asked.rounds})")
        for form in ("json", "csv"):
            print(f"interface, {form:<5} {rows_a_second(house.ports[0], key, form):>7.0f} rows/s, 10,000 in a page")


def rate(reader: Reader) -> float:
    """Megabytes a second."""
    began, got, response = time.monotonic(), 0, reader.ask()
    assert response.status == 200, response.status
    while piece := response.read(PIECE):
        got += len(piece)
    return got / 2**20 / (time.monotonic() - began)


def a_key() -> str:
    """Of a grant of 200,000 rows by the interface."""
    from delivery import keys
    from delivery.collect import grant_of
    from tests.delivery.lives import a_delivered_life
    from tests.delivery.tables import HEADER, a_table

    life = a_delivered_life(dataset=a_table(200_000, "JT-0901"), fields=HEADER, mode="api", starts_at=now() - A_DAY)
    return keys.issue(grant=grant_of(life.application), actor=life.applicant, name="bench", now=now())[1]


def rows_a_second(port: int, key: str, form: str) -> float:
    """All pages one after another over one connection, after the first has made the table."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Authorization": f"Bearer {key}"}

    def get(path: str) -> tuple[str, int]:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, body
        link = response.headers.get("Link", "")
        lines = body.count(b'"stop_id"') if form == "json" else body.count(b"\r\n") - 1
        return link[1:].partition(">")[0].partition("/api/")[2], lines

    first = f"api/v1/rows?limit=10000&format={form}"
    get("/" + first)
    began, got, path = time.monotonic(), 0, first.removeprefix("api/")
    while path:
        path, lines = get("/api/" + path)
        got += lines
    return got / (time.monotonic() - began)


if __name__ == "__main__":
    main()
