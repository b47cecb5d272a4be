"""The scene of the sweep: an application in every state, and a window to show pages in."""

from collections.abc import Iterator

import pytest

from jobs import clock
from tests.factories import MORNING, Cast, a_dataset, shanghai, the_cast
from tests.journeys.addresses import Scene, a_scene
from tests.journeys.catalogue import fill_catalogue

from .window import Window, a_window

# Short words beside a long label, as the catalogue of the demo has them.
OPEN = "JT-0004"


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """On a morning eleven days after the applications were handed in: some are late by then."""
    with clock.travel(MORNING) as journey:
        made = the_cast()
        fill_catalogue(made.provider)
        a_dataset(made.provider, OPEN, title="站名", description="", openness="unconditional")
        journey.move_to(shanghai("2026-09-21 10:00"))
        yield made


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return a_scene()


@pytest.fixture
def window() -> Iterator[Window]:
    with a_window() as made:
        yield made
