"""What the background does for applications: texts of agreements, invitations, and the rounds of the clock."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import Invitation
from jobs import clock, handler, periodic
from workflow.refusals import Refused
from workflow.states import State

from .actions.fast_track import fast_track
from .agreement_texts import Made, ask_for_text, make, outstanding, store, wanting
from .fast_track import opens_at_once
from .membership.invitation_mail import invitation_mail
from .models import Agreement, Application
from .sweeps import open_fast_track
from .tick import tick


def _typeset(job: Any) -> Made | None:
    agreement = Agreement.objects.select_related("signed_by", "sealed_by").get(pk=job.payload["agreement"])
    return make(agreement, clock.now()) if outstanding(agreement) else None


@handler("applications.agreement_text")
def agreement_text(job: Any, made: Made | None) -> None:
    """Put what was typeset and sealed on file, unless somebody was quicker."""
    if made:
        store(job.payload["agreement"], made, clock.now())


agreement_text.external = _typeset


@periodic("applications.seal_again", every=timedelta(minutes=10))
def seal_again(now: datetime) -> None:
    """Seals that could not be put on are tried again, once an hour: what was wanting may have been mended."""
    with transaction.atomic():
        for agreement in wanting()[:100]:
            ask_for_text(agreement, again=f":{now:%Y%m%d%H}")


@periodic("applications.tick", every=timedelta(minutes=1))
def due(now: datetime) -> None:
    """Everything that happens because its moment has come."""
    tick(now)


@handler("applications.open_at_once")
def opened_at_once(job: Any, result: None) -> None:
    """An application for data that may open at once was handed in; one that may not waits for its handler."""
    application = Application.objects.select_related("case", "dataset").get(pk=job.payload["application"])
    if application.case.state == State.SUBMITTED and opens_at_once(application):
        with suppress(Refused):
            fast_track(application=application, now=clock.now())


@periodic("applications.fast_track", every=timedelta(seconds=20))
def at_once(now: datetime) -> None:
    """What an applicant who stands by is waiting for."""
    open_fast_track(now)


def _invite(job: Any) -> None:
    """Nothing goes out for an invitation that was withdrawn or taken up meanwhile."""
    waiting = Invitation.objects.waiting().select_related("organisation", "invited_by")
    invitation = waiting.filter(pk=job.payload["invitation"]).first()
    if invitation:
        invitation_mail(invitation).send()


@handler("applications.invitation_mail")
def invitation_sent(job: Any, result: None) -> None:
    """Nothing is left to note: the invitation itself is the record."""


invitation_sent.external = _invite
