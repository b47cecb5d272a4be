"""The move of all rows alone, from whatever database this is, into one that has its tables already."""

from argparse import ArgumentParser
from typing import Any

import dj_database_url
from django.core.management import BaseCommand, CommandError

from operations.moving import NotEmpty, move


class Command(BaseCommand):
    """Prints each table and its rows."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for one in move(dict(dj_database_url.parse(options["url"]))):
                self.stdout.write(f"{one.table} {one.rows}")
        except NotEmpty as error:
            raise CommandError("not empty") from error
