"""`manage.py sandbox_account ACCOUNT < secret`: may this account enter its sandbox now?

For what lets people in (PAM, the hook of an SFTP or notebook server): status 0 and the folder of the sandbox where it
may, status 1 and nothing where it may not.
"""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from delivery.sandbox.account import admitted
from delivery.sandbox.local import OPEN
from jobs import clock


class Command(BaseCommand):
    help = "Says whether an account may enter its sandbox with the secret on standard input, and where that is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account")

    def handle(self, *args: Any, **options: Any) -> None:
        secret = sys.stdin.readline(1000).rstrip("\n")
        place = admitted(options["account"], secret, clock.now())
        folder = Path(settings.WURI_SANDBOX_FOLDER) / OPEN / place.reference.hex if place else None
        if folder is None or not folder.is_dir():
            sys.exit(1)
        self.stdout.write(str(folder))
