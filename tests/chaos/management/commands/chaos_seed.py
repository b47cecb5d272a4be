"""Drafts to act on (with --submit, cases that are handed in), and a place outside that hears of every entry."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from jobs import clock
from notifications.models import Endpoint, EndpointKind
from tests.factories import a_dataset, a_life, the_cast


class Command(BaseCommand):
    """Prints their keys, one a line."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int)
        parser.add_argument("hook")
        parser.add_argument("--submit", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            cast = the_cast()
            dataset = a_dataset(cast.provider)
            Endpoint.objects.create(kind=EndpointKind.WEBHOOK, name="sink", url=options["hook"], secret="s" * 32)
            for _ in range(options["count"]):
                life = a_life(cast=cast, dataset=dataset, starts_at=clock.now())
                if options["submit"]:
                    life.do("submit", at=clock.now())
                self.stdout.write(str(life.pk))
