"""Making the demonstration, or what is missing of it. It may run any number of times."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import Membership
from calendars.index import NotCovered
from calendars.local import local_day
from calendars.store import current_index

from ..membership.invite import invite
from ..models import Application
from .bodies import seed_bodies
from .catalogue import seed_catalogue
from .moments import Moments
from .past import past_stories
from .people import DOMAIN, seed_people
from .script import STORIES
from .stage import Stage
from .standing import seed_standing
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
    seed_standing(now)
    try:
        return Seeded(bodies, people, datasets, _seed_applications(now))
    except NotCovered:
        return Seeded(bodies, people, datasets, calendar_ends=True)


def _seed_applications(now: datetime) -> int:
    """Play the script once: whoever has begun to use the demonstration keeps it as it has become."""
    if Application.objects.filter(case__applicant__is_demo=True).exists():
        return 0
    with transaction.atomic(), Texts() as texts:
        moments = Moments.before(now, current_index())
        made = Stage(texts).play((*PAST, *STORIES), moments)
        for path in settings.WURI_DEMO_PARTS:
            import_string(path)(moments)
    _invite_a_colleague(now)
    for path in settings.WURI_DEMO_SEEDS:
        import_string(path)(now)
    return made


def _invite_a_colleague(now: datetime) -> None:
    """One invitation that waits, by the administrator of the main path's company; its mail is in the demo's mailbox."""
    post = Membership.objects.select_related("user", "organisation").get(user__email=f"linzhou@{DOMAIN}")
    invite(body=post.organisation, actor=post.user, email=f"newcomer@{DOMAIN}", now=now)
