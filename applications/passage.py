"""The dossier's way through the door: the case under lock becomes the application's case."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from accounts.models import Organisation, User
from workflow import door
from workflow.door import Step
from workflow.people import case_file
from workflow.rights import capacities
from workflow.states import Capacity

from .attempt import LEADERS, Attempt
from .models import Application
from .obstacles import obstacle


@contextmanager
def passage(
    application: Application,
    name: str,
    actor: User | None,
    *,
    asks: Iterable[Organisation] = (),
    seen: int | None = None,
    now: datetime,
) -> Iterator[Step]:
    """`workflow.door.passage` for an application; what follows finds the dossier at hand."""
    with door.passage(application.case_id, name, actor, asks=asks, seen=seen, now=now) as step:
        application.case = step.case
        yield step


@contextmanager
def note(
    application: Application, name: str, actor: User | None, *, seen: int | None = None, now: datetime
) -> Iterator[Step]:
    """`workflow.door.note` for an application."""
    with door.note(application.case_id, name, actor, seen=seen, now=now) as step:
        application.case = step.case
        yield step


def unobstructed(name: str, step: Step, actor: User | None) -> Attempt:
    """What the case says about an entry that is about to be written; raises what stands in its way."""
    as_applicant = step.capacity == Capacity.APPLICANT
    key = actor.pk if actor else None
    file = case_file(step.case, frozenset(), step.people.former)
    leads = bool(capacities(key, step.people.posts, file) & LEADERS)
    attempt = Attempt(step.case, key, as_applicant, step.now, leads)
    refused = obstacle(name, attempt)
    if refused:
        raise refused
    return attempt
