"""django put N: hand on N jobs in one transaction."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from jobs.queue import NewJob, enqueue_many


class Command(BaseCommand):
    """They are due at once."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many."""
        parser.add_argument("number", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand them on."""
        with transaction.atomic():
            enqueue_many(NewJob("workshop.send", {"n": n}) for n in range(options["number"]))
