"""How many megabytes a second does a download carry, beside a plain FileResponse of the same file in the same run, and
how many rows a second does the data interface?

    python -m bench.download [--megabytes 256] [--rounds 3]

It is measured by a process of its own, which shares its database with a web server (tests/delivery/speed.py).
"""

import subprocess
import sys

from bench.machine import machine


def main() -> int:
    print(machine(), flush=True)
    return subprocess.run([sys.executable, "-m", "tests.delivery.speed", *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
