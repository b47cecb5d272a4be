"""An office on the Monday before National Day, and its pages as one person sees them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from applications.desk import Desk, desk_of
from jobs import clock
from tests.factories import Cast, shanghai, the_cast

MONDAY = shanghai("2026-09-28 10:20")


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


@pytest.fixture
def monday() -> Iterator[clock.Journey]:
    """It is Monday 28 September 2026, 10:20 in Shanghai, for every page, until the test moves on."""
    with clock.travel(MONDAY) as journey:
        yield journey


@pytest.fixture
def sees(monday: clock.Journey) -> Callable[..., Any]:
    """sees(person, address, **parameters): the answer a page gives to that person."""

    def get(person: User | None, address: str, **parameters: Any) -> Any:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client.get(address, parameters)

    return get


@pytest.fixture
def desk(cast: Cast) -> Callable[..., Desk]:
    """desk(person, at=...): his desk at a moment, by default on the Monday."""

    def made(person: User, at: datetime = MONDAY) -> Desk:
        return desk_of(person, at)

    return made
