"""Journals and limits, both in one process: starting Python costs more than either in a short storm."""

from typing import Any

from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    """Fails where one of the two does."""

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("verify_journal")
        call_command("prove_deadlines")
