"""How long does it take to settle all open cases anew after a holiday notice?

    python -m tests.servers.postgresql python -m bench.resettle [--cases 100000]

Twice: a notice that makes the provisional due day of every case certain (each gets its journal entry, its revision,
its messages and their mails in the outbox), and one that moves none of them (each takes up the new calendar).
"""

import time
from argparse import ArgumentParser
from datetime import datetime
from statistics import median

from calendars.drafts import read_drafts
from calendars.intake import all_facts, record
from notifications.models import Message
from tests.calendars.notice_texts import NEXT_YEAR
from tests.factories import shanghai
from workflow.enforcement import put_in_force
from workflow.models import DeadlineRevision
from workflow.resettle import resettle_chunk, unsettled

from . import ground
from .machine import machine

# Received at the end of December: due in January, of which there is no notice yet.
RECEIVED, NOW = shanghai("2026-12-28 08:00"), shanghai("2026-12-29 10:00")
AMENDMENT = """国务院办公厅关于调整2026年国庆节假期安排的通知
国办发明电〔2026〕77号
现将2026年国庆节放假安排调整为：10月1日至7日放假，共7天。9月12日（周六）、9月13日（周日）上班。
国务院办公厅
2026年9月14日"""


def main(cases: int) -> None:
    """Build, put each notice in force, and measure its run."""
    ground.prepare()
    ground.submitted(RECEIVED, cases)
    print(machine())
    for text, said in ((NEXT_YEAR, "every case moves"), (AMENDMENT, "none moves")):
        measure(in_force(text, NOW), said)
    print(
        f"{DeadlineRevision.objects.count():,} revisions, {Message.objects.filter(kind='resettle').count():,} messages"
    )


def in_force(text: str, now: datetime) -> str:
    """The digest of the calendar that a notice gives."""
    (draft,) = read_drafts(text, all_facts())
    row, _new = record(draft, by="甲", now=now, overruled="测算")
    return put_in_force(row.code, by="乙", now=now).version


def measure(digest: str, said: str) -> None:
    """One run, chunk by chunk, as the background does it."""
    settled, after, chunks, spent = unsettled(digest).count(), 0, list[float](), ground.cpu_spent()
    while True:
        began = time.perf_counter()
        chunk = resettle_chunk(digest, after=after, now=NOW)
        if chunk.last is None:
            break
        chunks.append(time.perf_counter() - began)
        after = chunk.last
    cpu, total, left = ground.cpu_spent() - spent, sum(chunks), unsettled(digest).count()
    rate = f"{settled / total:,.0f} cases/s, chunk median {median(chunks) * 1000:.0f} ms, slowest {max(chunks):.2f} s"
    print(f"{said}: {settled:,} cases in {total:.1f} s, {cpu:.1f} s of CPU with the server: {rate}; left: {left}")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="open cases")
    main(parser.parse_args().cases)
