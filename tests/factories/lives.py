"""The life of one application, verb by verb, each done by the person whose part it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from accounts.models import Organisation
from applications.actions.begin import begin
from applications.models import Application, Dataset
from calendars.local import local_day
from calendars.store import current_index
from workflow.models import Consultation, Deadline
from workflow.states import State

from . import verbs
from .cast import Cast, the_cast
from .datasets import a_dataset
from .moments import shanghai

# Thursday; the make-up Sunday 2026-09-20, the Mid-Autumn days and the National Day week lie ahead.
MORNING = shanghai("2026-09-10 09:00")
AN_HOUR = timedelta(hours=1)

_UNTIL_DECIDING = ("submit", "accept", "assess")
_UNTIL_USE = (*_UNTIL_DECIDING, "approve", "sign", "seal", "deliver")

# The shortest way to each state; `via` names another.
PATHS: dict[State, tuple[str, ...]] = {
    State.DRAFT: (),
    State.SUBMITTED: ("submit",),
    State.SUPPLEMENT: ("submit", "request_supplement"),
    State.ASSESSING: ("submit", "accept"),
    State.CONSULTING: ("submit", "accept", "consult"),
    State.DECIDING: _UNTIL_DECIDING,
    State.AGREEMENT: (*_UNTIL_DECIDING, "approve"),
    State.SEALING: (*_UNTIL_DECIDING, "approve", "sign"),
    State.DELIVERING: (*_UNTIL_DECIDING, "approve", "sign", "seal"),
    State.IN_USE: _UNTIL_USE,
    State.SUSPENDED: (*_UNTIL_USE, "suspend"),
    State.CLOSED: (*_UNTIL_USE, "close"),
    State.NOT_ACCEPTED: ("submit", "not_accept"),
    State.REFUSED: (*_UNTIL_DECIDING, "refuse"),
    State.REVIEWING: (*_UNTIL_DECIDING, "refuse", "request_review", "advise_review"),
    State.WITHDRAWN: ("submit", "withdraw"),
    State.LAPSED: ("submit", "request_supplement", "lapse"),
    State.REVOKED: (*_UNTIL_DECIDING, "approve", "revoke"),
}

# The legal person of the cast; None is a natural person.
THE_BODY: Any = object()


@dataclass
class Life:
    """`moment` is when the next verb happens; every verb moves it on by `step`."""

    cast: Cast
    pk: int
    moment: datetime
    step: timedelta = AN_HOUR
    done: list[str] = field(default_factory=list)

    @property
    def application(self) -> Application:
        """Read anew, as every request does."""
        parts = ("case__applicant", "case__body", "case__provider", "case__handler", "dataset__provider")
        return Application.objects.select_related(*parts).get(pk=self.pk)

    @cached_property
    def applicant(self) -> Any:
        """Who acts for the applicant: the person, or the one who began for his body."""
        return self.application.case.applicant

    def do(self, verb: str, *, at: datetime | None = None, **said: Any) -> Application:
        """Carry out one verb, at `at` or at the life's own moment; `said` replaces what its person says."""
        self.go_on(verb, at=at, **said)
        return self.application

    def go_on(self, verb: str, *, at: datetime | None = None, **said: Any) -> None:
        """The same for whoever does not look at the application: to read it takes as long as many a verb."""
        self.moment = at or self._fitting(verb)
        getattr(verbs, verb)(self, **said)
        self.done.append(verb)
        self.moment += self.step

    def _fitting(self, verb: str) -> datetime:
        """What the system does because a limit has passed happens in the first minutes of the working day after it."""
        if verb == "record_silence":
            asked = Consultation.objects.waiting().filter(case=self.pk).latest("due_on").due_on
            assert asked is not None
            return self._first_minutes_after(asked)
        if verb != "lapse":
            return self.moment
        own = Deadline.objects.filter(case=self.pk, status="running", clock__in=["supplement", "signing"]).get()
        assert own.due_on is not None
        return self._first_minutes_after(own.due_on)

    def _first_minutes_after(self, day: date) -> datetime:
        wait = (current_index().add(day, 1) - local_day(self.moment)).days
        return self.moment.replace(hour=0, minute=5) + timedelta(days=wait)


def a_life(
    *,
    cast: Cast | None = None,
    dataset: Dataset | None = None,
    body: Organisation | None = THE_BODY,
    starts_at: datetime = MORNING,
    step: timedelta = AN_HOUR,
    filled: bool = True,
    **changes: Any,
) -> Life:
    """A draft of the cast's applicant (of `person` when `body` is None), complete unless `filled` is False.

    `changes` are fields of the application that shall be other than usual.
    """
    cast = cast or the_cast()
    body = cast.body if body is THE_BODY else body
    applicant = cast.person if body is None else cast.stranger if body == cast.other_body else cast.applicant
    application = begin(dataset=dataset or a_dataset(cast.provider), applicant=applicant, body=body, now=starts_at)
    life = Life(cast, application.pk, starts_at, step)
    if filled:
        verbs.fill_in(life, **changes)
        verbs.hand_in_documents(life)
    life.moment += step
    return life


def case_in(
    state: State | str,
    *,
    via: Sequence[str] | None = None,
    moments: Mapping[str, datetime] | None = None,
    **start: Any,
) -> Application:
    """An application in `state`, walked there by the verbs of PATHS or `via`.

    `moments` says when a verb happens (else an hour after the one before); `start` goes to a_life().
    """
    life = a_life(**start)
    for verb in PATHS[State(state)] if via is None else via:
        life.go_on(verb, at=(moments or {}).get(verb))
    application = life.application
    assert application.case.state == state, f"{via} leads to {application.case.state}, not to {state}"
    return application
