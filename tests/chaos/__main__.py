"""make chaos: the long form, on SQLite and on a PostgreSQL that is restarted.

    python -m tests.chaos [--cases 2000] [--database sqlite|postgresql] [--outage 0] [--compare] [--backup] [--seed 5]

Two web servers and three workers; 2,000 cases acted on while one of them is killed, the mail server sulks or the
database restarts, every two seconds. With --outage N the mail server is down for the first N seconds instead, at 25
steps a second, and nothing is killed. With --compare nothing breaks: the same cases are acted on once with one web
server and one worker, and once with two and three, and the two outcomes are held against each other. With --backup a
backup is taken meanwhile and restored into another empty database, where journals and limits are proved.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench.machine import machine
from tests.chaos.installation import Installation
from tests.chaos.outcome import outcome
from tests.chaos.sinks import HookSink, MailSink
from tests.chaos.storm import Storm, check
from tests.servers.postgresql import restartable_postgresql


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """DATABASE_URL, and how the database fails for a moment."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'wuri.sqlite3'}", lambda: None
        return
    with restartable_postgresql() as server:
        yield server.url, server.restart


def compare(asked: argparse.Namespace, mail: MailSink, hook: HookSink) -> None:
    """Several processes do what one does."""
    alone, together = calm(asked, mail, hook, 1, 1), calm(asked, mail, hook, 2, 3)
    assert alone == together
    print(f"the same outcome of {len(alone)} cases")


def calm(
    asked: argparse.Namespace, mail: MailSink, hook: HookSink, webs: int, workers: int
) -> list[list[tuple[Any, ...]]]:
    """Act on all cases while nothing breaks; what has become of each."""
    mail.arrived.clear()
    hook.arrived.clear()
    with (
        tempfile.TemporaryDirectory() as made,
        database(asked.database, Path(made)) as (url, fail),
        closing(Installation(Path(made), url, mail_port=mail.port, webs=webs, workers=workers)) as house,
    ):
        keys = seeded(house, asked.cases, hook)
        report = Storm(house, mail, hook, fail, asked.seed).rage(keys, people=10, every=1e9)
        print(f"{webs} web, {workers} workers: {report}; {check(house, mail, hook)}")
        return outcome(house, keys)


def backup(asked: argparse.Namespace, mail: MailSink, hook: HookSink) -> None:
    """A backup under load is whole elsewhere."""
    with (
        tempfile.TemporaryDirectory() as made,
        database(asked.database, Path(made)) as (url, fail),
        tempfile.TemporaryDirectory() as other,
        database(asked.database, Path(other)) as (elsewhere, _fail),
        closing(Installation(Path(made), url, mail_port=mail.port, webs=2, workers=3)) as house,
        closing(Installation(Path(other), elsewhere, mail_port=mail.port, webs=0, workers=0)) as copy,
    ):
        keys, taken = seeded(house, asked.cases, hook), Path(made) / "backup"
        backing_up = threading.Timer(asked.cases / 20, lambda: house.run("backup", str(taken)))
        backing_up.start()
        print(Storm(house, mail, hook, fail, asked.seed).rage(keys, people=10, every=1e9))
        backing_up.join()
        print(copy.run("restore", str(taken)))
        entries = "SELECT count(*) FROM workflow_event"
        print(f"{copy.rows(entries)[0][0]} of {house.rows(entries)[0][0]} entries had been written by then")


def seeded(house: Installation, cases: int, hook: HookSink) -> list[int]:
    """The keys of the drafts; everything runs."""
    house.run("migrate", "--verbosity=0")
    keys = [int(key) for key in house.run("chaos_seed", str(cases), hook.url).split()]
    house.tend()
    return keys


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    parser.add_argument("--outage", type=float, default=0.0)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--backup", action="store_true")
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    print(machine())
    mail, hook = MailSink(), HookSink()
    mail.start()
    hook.start()
    try:
        (compare if asked.compare else backup if asked.backup else rage)(asked, mail, hook)
    finally:
        mail.stop()
        hook.stop()


def rage(asked: argparse.Namespace, mail: MailSink, hook: HookSink) -> None:
    """The storm, or the outage of the mail server."""
    with tempfile.TemporaryDirectory() as made, database(asked.database, Path(made)) as (url, fail):
        folder = Path(made)
        with closing(Installation(folder, url, mail_port=mail.port, webs=2, workers=3)) as house:
            keys = seeded(house, asked.cases, hook)
            storm = Storm(house, mail, hook, fail, asked.seed)
            if asked.outage:
                mail.turn("down")
                threading.Thread(target=lambda: (time.sleep(asked.outage), mail.turn("")), daemon=True).start()
                print(storm.rage(keys, people=10, every=1e9, rate=25))
            else:
                print(storm.rage(keys, people=10, every=2.0))
            for name, count in check(house, mail, hook).items():
                print(f"{name}: {count}")
            print("0 lost; journal and deadlines verified")


if __name__ == "__main__":
    main()
