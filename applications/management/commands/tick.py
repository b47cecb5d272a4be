"""`manage.py tick [--at INSTANT]`: one round of the clock, as the worker does it every minute."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from applications.tick import tick
from jobs import clock


class Command(BaseCommand):
    help = "Fires the rungs that are due, lets lapse and closes what has ended, and writes the daily digests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", help="the moment to take for now, with its offset: 2026-09-28T09:00:00+08:00")

    def handle(self, *args: Any, **options: Any) -> None:
        now = moment(options["at"]) if options["at"] else clock.now()
        done = tick(now)
        self.stdout.write(_("本轮办理：%(done)s。") % {"done": "，".join(f"{name} {n}" for name, n in done.items())})


def moment(text: str) -> datetime:
    """An aware moment. A naive one is refused: which day it falls on would be a guess."""
    try:
        return clock.aware(datetime.fromisoformat(text))
    except ValueError as error:
        raise CommandError(f"--at {text}: {error}", returncode=2) from error
