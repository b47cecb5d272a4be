"""Making the demonstration, or what is missing of it. It may run any number of times."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from calendars.index import NotCovered
from calendars.local import local_day
from calendars.store import current_index

from ..models import Application
from .bodies import seed_bodies
from .catalogue import seed_catalogue
from .moments import Moments
from .past import past_stories
from .people import seed_people
from .script import STORIES
from .stage import Stage
from .texts import Texts

# Half a year of answered applications before those of the script.
PAST = past_stories()


@dataclass(frozen=True)
class Seeded:
    """How many of each were made; `calendar_ends` when the day lies beyond the calendar, so that no clock can run."""

    bodies: int = 0
    people: int = 0
    datasets: int = 0
    applications: int = 0
    calendar_ends: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.bodies or self.people or self.datasets or self.applications)


@transaction.atomic
def seed(now: datetime) -> Seeded:
    """Bodies, people, catalogue and applications, all or none; what is there already is left as it is."""
    bodies, people = seed_bodies(), seed_people()
    datasets = seed_catalogue(local_day(now))
    try:
        return Seeded(bodies, people, datasets, _seed_applications(now))
    except NotCovered:
        return Seeded(bodies, people, datasets, calendar_ends=True)


def _seed_applications(now: datetime) -> int:
    """Play the script once: whoever has begun to use the demonstration keeps it as it has become."""
    if Application.objects.filter(case__applicant__is_demo=True).exists():
        return 0
    with transaction.atomic(), Texts() as texts:
        return Stage(texts).play((*PAST, *STORIES), Moments.before(now, current_index()))
