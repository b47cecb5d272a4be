"""How long does an agreement take, to typeset and to seal, beside plain WeasyPrint and Chromium in the same run?

    python -m bench.agreement [--rounds 10] [--many 1000]

One agreement of the tests' sample with another number each time; each way in a process of its own, one warm-up, then
the ways take turns and the median of the rounds counts. `--many` then seals so many more with one worker and looks at
the memory of everything that takes part. Plain WeasyPrint gets the same HTML and stylesheets, without the checks, the
fork for each document and the justification; "shared" keeps fonts and stylesheets from document to document.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from bench.machine import machine

Way = Callable[[int], int]
ASSETS = Path(__file__).resolve().parents[1] / "applications/documents/assets"
CSS_NAMES = ("official.css", "agreement.css")


def facts(number: int, *, signed: bool = True) -> Any:
    """The sample under a number of its own."""
    from tests.documents import samples

    made = samples.signed() if signed else samples.agreement()
    return replace(made, number=f"数协〔2026〕{number:04d}号")


def page(number: int) -> str:
    """The page as the product makes it."""
    from applications.documents import agreement
    from applications.documents.engine import to_html
    from applications.documents.qr import qr_code

    said = facts(number)
    return to_html("documents/agreement.html", agreement.context(said) | {"qr": qr_code(said.verify_url)})


def rendered() -> Way:
    from applications.documents.engine import render_agreement

    return lambda number: len(render_agreement(facts(number)))


def sealed() -> Way:
    """Typeset, sealed by both with time stamps and evidence, and judged, as the background does before it keeps it."""
    from applications.documents.engine import render_agreement
    from applications.seals.authority import Authority
    from applications.seals.judge import judge
    from applications.seals.local import LocalSeals
    from applications.seals.order import Side
    from tests.seals.conftest import NOW, order

    seals = LocalSeals(Authority(Path(tempfile.mkdtemp()) / "keys", "bench"))

    def seal(number: int) -> int:
        said = facts(number)
        pdf = render_agreement(said)
        for side in Side:
            pdf = seals.affix(pdf, order(side, said))
        assert judge(pdf, seals.trusted(), NOW).holds
        return len(pdf)

    return seal


def plain(*, shared: bool) -> Way:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    def parse(fonts: Any) -> list[Any]:
        return [CSS(filename=str(ASSETS / name), font_config=fonts) for name in CSS_NAMES]

    kept_fonts = FontConfiguration() if shared else None
    kept_css = parse(kept_fonts) if shared else None

    def print_one(number: int) -> int:
        fonts = kept_fonts or FontConfiguration()
        source = HTML(string=page(number), base_url=str(ASSETS))
        return len(source.write_pdf(stylesheets=kept_css or parse(fonts), font_config=fonts, pdf_variant="pdf/a-3a"))

    return print_one


def chromium() -> Way:
    """One browser for all documents; the stylesheets inside the page."""
    from playwright.sync_api import sync_playwright

    from tests.servers.browser import QUIET, system_browser

    browser = sync_playwright().start().chromium.launch(executable_path=system_browser(), args=QUIET)
    css = "".join((ASSETS / name).read_text() for name in CSS_NAMES)

    def print_one(number: int) -> int:
        tab = browser.new_page()
        tab.set_content(page(number).replace("</head>", f"<style>{css}</style></head>"))
        made = tab.pdf(prefer_css_page_size=True)
        tab.close()
        return len(made)

    return print_one


WAYS: dict[str, Callable[[], Way]] = {
    "Wuri: render, in a child with limits, checked": rendered,
    "Wuri: render, seal twice, time stamps, judge": sealed,
    "WeasyPrint, fonts and stylesheets shared": lambda: plain(shared=True),
    "WeasyPrint, nothing shared": lambda: plain(shared=False),
    "Chromium, one process": chromium,
}


def work(name: str, pipe: Any) -> None:
    """A process that does one way, once for each number it is sent; answers with seconds and bytes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    way = WAYS[name]()
    while (number := pipe.recv()) is not None:
        began = time.perf_counter()
        size = way(number)
        pipe.send((time.perf_counter() - began, size))


class Worker:
    """One way in its process."""

    def __init__(self, name: str) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=work, args=(name, theirs), daemon=False)
        self.process.start()

    def once(self, number: int) -> tuple[float, int]:
        self.pipe.send(number)
        seconds, size = self.pipe.recv()
        return seconds, size

    def end(self) -> None:
        self.pipe.send(None)
        self.process.join(20)

    @property
    def memory(self) -> int:
        """Resident megabytes of the process and of all below it."""
        return sum(resident(pid) for pid in family(self.process.pid or 0)) // 1024


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(int(child)))]


def resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


def compare(rounds: int) -> None:
    workers = {name: Worker(name) for name in WAYS}
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    sizes: dict[str, int] = {}
    for name, worker in workers.items():
        first, _size = worker.once(1)
        print(f"{first * 1000:8.0f} ms first  {name}")
    for number in range(2, rounds + 2):
        for name, worker in workers.items():
            seconds, sizes[name] = worker.once(number)
            taken[name].append(seconds)
    for worker in workers.values():
        worker.end()
    best = median(taken["WeasyPrint, fonts and stylesheets shared"])
    for name, seconds in taken.items():
        middle = median(seconds)
        spread = f"{min(seconds) * 1000:.0f}-{max(seconds) * 1000:.0f}"
        rate = f"{middle / best:5.2f} of shared, {60 / middle:5.0f} a minute, {sizes[name] // 1024} KB"
        print(f"{middle * 1000:8.0f} ms ({spread}), {rate}  {name}")


def many(count: int) -> None:
    """Seal `count` with one worker: how many a minute, and whether the memory stays what it was."""
    worker = Worker("Wuri: render, seal twice, time stamps, judge")
    worker.once(1)
    began = time.perf_counter()
    for number in range(2, count + 2):
        worker.once(number)
        if (number - 1) % max(count // 10, 1) == 0:
            minute = (number - 1) / (time.perf_counter() - began) * 60
            print(f"{number - 1:6d} sealed, {minute:5.0f} a minute, {worker.memory} MB")
    worker.end()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=10)
    asked.add_argument("--many", type=int, default=0)
    said = asked.parse_args()
    print(machine())
    compare(said.rounds)
    if said.many:
        many(said.many)


if __name__ == "__main__":
    main()
