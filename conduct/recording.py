"""Write the record of a breach or an incident, and walk it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import User

from .models import Breach, Incident, Record

Matter = Breach | Incident


def write(matter: Matter, name: str, actor: User | None, now: datetime, **facts: Any) -> Record:
    """The next entry; the caller holds the lock of the matter's row, inside its transaction."""
    about = _about(matter)
    last = Record.objects.filter(**about).order_by("-seq").first()
    entry = Record(
        **about, seq=last.seq + 1 if last else 1, at=now, actor=actor, name=name, facts=facts,
        prev_hash=last.hash if last else "",
    )  # fmt: skip
    entry.hash = entry.digest()
    entry.save(force_insert=True)
    return entry


def entries_of(matter: Matter) -> list[Record]:
    """In order, with their actors. One query."""
    return list(Record.objects.filter(**_about(matter)).select_related("actor").order_by("seq"))


def first_fault(entries: Iterable[Record]) -> str:
    """What is wrong with the entries of one matter, in order; "" where the chain is whole."""
    previous = ""
    for number, entry in enumerate(entries, start=1):
        if entry.seq != number:
            return f"entry {number} is missing"
        if entry.prev_hash != previous:
            return f"entry {number} does not continue the one before"
        if entry.digest() != entry.hash:
            return f"entry {number} was altered after it was written"
        previous = entry.hash
    return ""


def _about(matter: Matter) -> dict[str, Any]:
    return {"breach": matter, "incident": None} if isinstance(matter, Breach) else {"breach": None, "incident": matter}
