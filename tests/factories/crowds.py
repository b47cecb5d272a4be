"""Thousands of cases at once, as copies of a few that the real actions made: for measures of many. PostgreSQL only."""

import json
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from applications.models import Application
from workflow import tally_triggers
from workflow.journal import digest
from workflow.models import Case, CaseTally, ClockEvent, Deadline, Event

# A row for each entry of each copy's journal; `is_last` marks one row for each copy.
MEMBERS = """
CREATE TEMPORARY TABLE member (
  key bigint, pattern bigint, number text, entry bigint, facts jsonb, prev_hash text, hash text, is_last boolean
) ON COMMIT DROP
"""


def a_crowd(patterns: Sequence[Application], count: int) -> range:
    """The keys of `count` new cases, copies of the patterns in turn: dossier, journal, clocks and deadlines.

    Each has a number and a whole hash chain of its own. What is left out: work list, documents and messages. The
    database's guards and foreign keys are not asked while the copies are made.
    """
    first = (Case.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    keys = range(first, first + count)
    journals = [list(Event.objects.filter(case=one.pk).order_by("seq")) for one in patterns]  # none is read in a COPY
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(MEMBERS)
        with cursor.copy("COPY member FROM STDIN") as lines:
            for row in _members(patterns, journals, keys):
                lines.write_row(row)
        own = {"case_id": "member.key"}
        _insert(cursor, Case, "id", id="member.key", number="member.number", head="member.hash")
        _insert(cursor, Application, "case_id", **own)
        _insert(cursor, ClockEvent, "case_id", **own)
        _insert(cursor, Deadline, "case_id", **own)
        chain = {name: f"member.{name}" for name in ("facts", "prev_hash", "hash")}
        _insert(cursor, Event, "id", entries=True, **own, **chain)
        CaseTally.objects.all().delete()
        tally_triggers.take_up_all(cursor)
        cursor.execute("SELECT setval(pg_get_serial_sequence('workflow_case', 'id'), %s)", [keys[-1]])
    return keys


def _members(
    patterns: Sequence[Application], journals: Sequence[Sequence[Event]], keys: range
) -> Iterator[tuple[Any, ...]]:
    for place, key in enumerate(keys):
        pattern = patterns[place % len(patterns)]
        journal, number, head = journals[place % len(patterns)], f"SQ-1900-{key:07d}", ""
        for event in journal:
            entry = copy(event)
            entry.case_id, entry.prev_hash = key, head
            if entry.facts.get("number") == pattern.number:
                entry.facts = entry.facts | {"number": number}
            head = digest(entry)
            facts = json.dumps(entry.facts, ensure_ascii=False)
            yield key, pattern.pk, number, event.pk, facts, entry.prev_hash, head, event is journal[-1]


def _insert(cursor: Any, model: Any, match: str, *, entries: bool = False, **instead: str) -> None:
    """The pattern's rows of a table, once for each member, with the columns `instead` as said; new keys are given."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if field.column != "id" or "id" in instead]
    values = ", ".join(instead.get(column, f'{table}."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    on = f'{table}."{match}" = member.{"entry" if entries else "pattern"}'
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM member JOIN {table} ON {on}"
        + ("" if entries else " WHERE member.is_last")
    )
