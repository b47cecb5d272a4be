"""The journal: append-only, hash-chained per case with SM3 (GM/T 0004), checkable off-line.

The digest of an entry covers everything it says and the digest before it. Canonical form: JSON with sorted keys,
no spaces, UTF-8, moments as UTC with microseconds.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from cryptography.hazmat.primitives import hashes


class Entry(Protocol):
    """What the digest needs of a journal row."""

    case_id: int
    seq: int
    at: datetime
    actor_id: int | None
    capacity: str
    kind: str
    name: str
    source: str
    target: str
    facts: dict[str, Any]
    prev_hash: str
    hash: str


def canonical(entry: Entry) -> bytes:
    """The bytes whose SM3 digest is the entry's hash."""
    content = {
        "case": entry.case_id,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "capacity": entry.capacity,
        "kind": entry.kind,
        "name": entry.name,
        "source": entry.source,
        "target": entry.target,
        "facts": entry.facts,
        "prev": entry.prev_hash,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(entry: Entry) -> str:
    """SM3 of the canonical form, 64 hexadecimal characters."""
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(canonical(entry))
    return sm3.finalize().hex()


@dataclass(frozen=True)
class Break:
    """The first thing wrong in one case's chain."""

    case_id: int
    seq: int
    reason: str


def first_break(case_id: int, state: str, seq: int, head: str, entries: Iterator[Entry]) -> Break | None:
    """Walk one case's entries in order; None when the chain is whole and explains the case's state."""
    number, previous, reached = 0, "", "draft"
    for entry in entries:
        number += 1
        fault = _fault(entry, number, previous, reached)
        if fault:
            return Break(case_id, entry.seq, fault)
        previous, reached = entry.hash, entry.target
    if (number, previous) != (seq, head):
        return Break(case_id, number, f"the case counts {seq} entries up to {head or '-'}, the journal has {number}")
    if reached != state:
        return Break(case_id, number, f"the case is {state}, the journal leads to {reached}")
    return None


def _fault(entry: Entry, number: int, previous: str, reached: str) -> str:
    if entry.seq != number:
        return f"entry {number} is missing"
    if entry.source != reached:
        return f"starts from {entry.source}, the entry before ended in {reached}"
    if entry.prev_hash != previous:
        return "does not continue the entry before"
    if digest(entry) != entry.hash:
        return "was altered after it was written"
    return ""
