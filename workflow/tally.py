"""How many cases of a department have the same state and clock, added up by the database itself.

Counting a queue of 100,000 cases takes 25 ms each time a page shows its tabs; the sum of its tally takes one. Whenever
a case changes its state or clock, a trigger writes one row that takes it off where it was and one that adds it where
it is. No row is ever changed, so two who act at the same moment wait for nothing here and both are counted; fold()
makes one row of many, from time to time. `manage.py prove_deadlines` holds the sums against the cases.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Sum

from .models import Case, CaseTally
from .tally_triggers import KEYS, take_up_all


def fold() -> int:
    """One row for each state and clock; returns how many rows were taken away. What is being added meanwhile stays for
    the next time, and of two who fold at once the second finds nothing left."""
    with transaction.atomic():
        alike: dict[tuple[Any, ...], list[CaseTally]] = {}
        for row in CaseTally.objects.select_for_update().order_by("pk"):
            alike.setdefault(tuple(getattr(row, name) for name in KEYS), []).append(row)
        many = {key: rows for key, rows in alike.items() if len(rows) > 1 or not rows[0].n}
        gone = [row.pk for rows in many.values() for row in rows]
        CaseTally.objects.filter(pk__in=gone).delete()
        sums = {key: sum(row.n for row in rows) for key, rows in many.items()}
        folded = [CaseTally(**dict(zip(KEYS, key, strict=True)), n=n) for key, n in sums.items() if n]
        CaseTally.objects.bulk_create(folded)
    return len(gone)


def differences() -> Iterator[str]:
    """Where the tally is not what counting the cases gives, in words; nothing when all agrees."""
    tallied, counted = of_tally(), of_cases()
    for key in sorted(tallied.keys() | counted.keys(), key=str):
        if tallied.get(key, 0) != counted.get(key, 0):
            yield f"{key}: {tallied.get(key, 0)} on record, {counted.get(key, 0)} cases"


def of_tally() -> dict[tuple[Any, ...], int]:
    """How many cases have the same KEYS, by the tally."""
    found = CaseTally.objects.order_by().values_list(*KEYS).annotate(of=Sum("n"))
    return {tuple(key): n for *key, n in found if n}


def of_cases() -> dict[tuple[Any, ...], int]:
    """The same by counting them."""
    found = Case.objects.filter(number__isnull=False).order_by().values_list(*KEYS).annotate(of=Count("pk"))
    return {tuple(key): n for *key, n in found}


def make_anew() -> None:
    """From the cases; on PostgreSQL nobody can change one meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE workflow_case IN SHARE MODE")
        CaseTally.objects.all().delete()
        take_up_all(cursor)
