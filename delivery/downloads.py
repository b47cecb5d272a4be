"""What has been downloaded: read from the journal, which is where it was written down."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.models import Event


@dataclass(frozen=True)
class Download:
    """One download. `seq` is the number of its journal entry; `facts` are what the entry recorded."""

    case_id: int
    seq: int
    at: datetime
    by_id: int | None
    by: str
    facts: dict[str, Any]


def downloads_of(cases: Iterable[int]) -> dict[int, list[Download]]:
    """The downloads of each case, newest first, without what went out by the interface. One query."""
    found: dict[int, list[Download]] = defaultdict(list)
    entries = Event.objects.filter(case__in=list(cases), name="collect").select_related("actor")
    for entry in entries.order_by("case", "-seq"):
        if entry.facts.get("way", "download") != "download":
            continue
        by = entry.actor.name if entry.actor else ""
        found[entry.case_id].append(Download(entry.case_id, entry.seq, entry.at, entry.actor_id, by, entry.facts))
    return found
