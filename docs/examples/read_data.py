"""Reads all rows of a grant by the data interface and writes them as CSV. Needs nothing but Python 3.8 or newer.

    WURI_KEY=wuri_... python read_data.py https://wuri.example/api/v1 > data.csv

Further arguments are filters: passengers__gte=100 stop_id=S001. It goes on after a pause when it is told to wait.
"""

import csv
import json
import os
import sys
import time
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def get(address, key):
    """One page; waits where the interface says so (429: too many calls, 503: being prepared)."""
    while True:
        try:
            with urlopen(Request(address, headers={"Authorization": "Bearer " + key}), timeout=60) as answer:
                return json.load(answer)
        except HTTPError as refused:
            said = json.load(refused)
            if refused.code not in (429, 503):
                sys.exit("{status} {code}: {title}".format(**said))
            time.sleep(int(refused.headers.get("Retry-After", "60")))


def main(address, *filters):
    key, writer = os.environ["WURI_KEY"], None
    parameters = [("limit", "5000")] + [tuple(one.split("=", 1)) for one in filters]
    page = {"next": address.rstrip("/") + "/rows?" + urlencode(parameters)}
    while page["next"]:
        page = get(page["next"], key)
        for row in page["rows"]:
            if writer is None:
                writer = csv.DictWriter(sys.stdout, list(row))
                writer.writeheader()
            writer.writerow(row)


if __name__ == "__main__":
    main(*sys.argv[1:])
