"""How many messages a second go out, over real connections?

    python -m bench.outbox [--database sqlite|postgresql] [--cases 100] [--workers 1]

Cases are handed in with no worker running; then workers start, and the clock runs from the first mail that arrives to
the last. Each hand-in makes three mails and one webhook call. The sinks share the machine.
"""

import argparse
import time

from bench.installation import installation
from bench.machine import machine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    print(machine())
    with installation(asked.database, webs=0, workers=asked.workers) as (house, mail, hook):
        cases = len(house.run("chaos_seed", str(asked.cases), hook.url, "--submit").split())
        # Each case has one entry, and each entry one call.
        wanted = cases + house.rows("SELECT count(*) FROM notifications_message")[0][0]
        house.tend()
        while not mail.arrived and not hook.arrived:
            time.sleep(0.01)
        began = time.monotonic()
        while len(mail.arrived) + len(hook.arrived) < wanted:
            time.sleep(0.01)
        seconds = time.monotonic() - began
        print(f"{asked.database}, {asked.workers} workers: {wanted} sends in {seconds:.1f} s, {wanted / seconds:.0f}/s")


if __name__ == "__main__":
    main()
