"""The scene of the sweep: an application in every state, and a window to show pages in."""

from collections.abc import Iterator

import pytest

from jobs import clock
from tests.factories import MORNING, Cast, a_dataset, shanghai, the_cast
from tests.journeys.addresses import Scene, a_scene
from tests.journeys.catalogue import fill_catalogue
from tests.servers.prepared import Prepared

from .window import Window, a_window

# Short words beside a long label, as the catalogue of the demo has them.
OPEN = "JT-0004"
LATER = shanghai("2026-09-21 10:00")


@pytest.fixture(scope="module")
def made(prepared: Prepared) -> Iterator[tuple[Cast, Scene]]:
    with prepared("scene_of_the_sweep", everything_there_is) as both:
        yield both


def everything_there_is() -> tuple[Cast, Scene]:
    with clock.travel(MORNING) as journey:
        cast = the_cast()
        fill_catalogue(cast.provider)
        a_dataset(cast.provider, OPEN, title="站名", description="", openness="unconditional")
        journey.move_to(LATER)
        return cast, a_scene()


@pytest.fixture
def cast(db: None, made: tuple[Cast, Scene]) -> Iterator[Cast]:
    """On a morning eleven days after the applications were handed in: some are late by then."""
    with clock.travel(LATER):
        yield made[0]


@pytest.fixture
def scene(cast: Cast, made: tuple[Cast, Scene]) -> Scene:
    return made[1]


@pytest.fixture
def window() -> Iterator[Window]:
    with a_window() as made:
        yield made
