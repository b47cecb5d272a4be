"""Signed in without a page: the cookies of two people of the cast."""

import json
from typing import Any

from django.core.management import BaseCommand
from django.test import Client

from tests.factories import the_cast


class Command(BaseCommand):
    """Prints {"handler": ..., "applicant": ...} as JSON."""

    def handle(self, *args: Any, **options: Any) -> None:
        cast = the_cast()
        people = {"handler": cast.handler, "applicant": cast.applicant}
        self.stdout.write(json.dumps({part: cookies_of(user) for part, user in people.items()}))


def cookies_of(user: Any) -> str:
    """What the browser would send."""
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
