"""What a person can do with an application now: asked by pages before they offer a button."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.timezone import localdate

from accounts.models import User
from workflow.door import may
from workflow.lifecycle import LAW, NOTES
from workflow.people import People, case_file, consulted_departments, people_of
from workflow.refusals import Refused
from workflow.rights import CaseFile, capacities
from workflow.states import Capacity

from .attempt import LEADERS, Attempt
from .forms.move_form import MoveForm
from .forms.registry import FORMS
from .models import Application
from .obstacles import obstacle


@dataclass(frozen=True)
class Offers:
    """The answers for one person and one application, from two queries, and up to three for further rules."""

    application: Application
    actor: User
    people: People
    file: CaseFile
    now: datetime

    @property
    def capacities(self) -> frozenset[Capacity]:
        return capacities(self.actor.pk, self.people.posts, self.file)

    @property
    def is_applicant(self) -> bool:
        return Capacity.APPLICANT in self.capacities

    def why_not(self, name: str) -> Refused | None:
        """Why the person may not do `name` now, or None."""
        refused = may(self.application.case, name, self.actor, self.people, self.file)
        return refused or obstacle(name, self.attempt)

    @cached_property
    def attempt(self) -> Attempt:
        """What the case says about entries with further rules; read where one of them is asked for."""
        return Attempt(
            self.application.case, self.actor.pk, self.is_applicant, self.now, bool(self.capacities & LEADERS)
        )

    @property
    def names(self) -> list[str]:
        """What may be done now, in the order of the law."""
        return [name for name in (*LAW, *NOTES) if name in FORMS and self.why_not(name) is None]

    def forms(self) -> list[MoveForm]:
        """The empty forms of all that may be done now."""
        return [FORMS[name](application=self.application, actor=self.actor) for name in self.names]


def offered(application: Application, actor: User, now: datetime) -> Offers:
    """What `actor` may do with the application at `now`."""
    case = application.case
    consulted = consulted_departments(case)
    people = people_of(case, actor, consulted, localdate(now))
    return Offers(application, actor, people, case_file(case, consulted, people.former), now)
