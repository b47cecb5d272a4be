"""make chaos: the long form, on SQLite and on a PostgreSQL that is restarted.

    python -m tests.chaos [--cases 2000] [--database sqlite|postgresql] [--outage 0] [--seed 5]

Two web servers and three workers; 2,000 cases acted on while one of them is killed, the mail server sulks or the
database restarts, every two seconds. With --outage N the mail server is down for the first N seconds instead, at 25
steps a second, and nothing is killed.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.machine import machine
from tests.chaos.installation import Installation
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    parser.add_argument("--outage", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    print(machine())
    mail, hook = MailSink(), HookSink()
    mail.start()
    hook.start()
    with tempfile.TemporaryDirectory() as made, database(asked.database, Path(made)) as (url, fail):
        folder = Path(made)
        with closing(Installation(folder, url, mail_port=mail.port, webs=2, workers=3)) as house:
            house.run("migrate", "--verbosity=0")
            keys = [int(key) for key in house.run("chaos_seed", str(asked.cases), hook.url).split()]
            house.tend()
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
    mail.stop()
    hook.stop()


if __name__ == "__main__":
    main()
