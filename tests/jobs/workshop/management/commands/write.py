"""django write PROCESSES TRANSACTIONS: so many processes raise one counter at the same time."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import connection, transaction

from tests.jobs.workshop.models import Counter, Effect


class Command(BaseCommand):
    """Exits 0 when every transaction of every process went through."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many processes, and how many transactions each."""
        parser.add_argument("processes", type=int)
        parser.add_argument("transactions", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fork the writers and wait for them."""
        Counter.objects.get_or_create(pk=1)
        connection.close()  # SQLite's connections must not go through a fork
        writers = [self._fork(options["transactions"]) for _ in range(options["processes"])]
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in writers]
        if any(codes):
            raise SystemExit(1)

    def _fork(self, transactions: int) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            raise_counter(transactions)
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)


def raise_counter(transactions: int) -> None:
    """Read, then write: without one writer at a time, increments would be lost or refused."""
    for n in range(transactions):
        with transaction.atomic():
            counter = Counter.objects.get(pk=1)
            with transaction.atomic():
                Effect.objects.create(job=n, result="nested", attempt=os.getpid())
            counter.number += 1
            counter.save(update_fields=["number"])
