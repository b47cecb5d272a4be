"""What the background does for applications: texts of agreements, invitations, and the rounds of the clock."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Invitation
from jobs import clock, handler, periodic

from .agreements import Made, is_on_file, make, store
from .membership.invitation_mail import invitation_mail
from .models import Agreement
from .sweeps import open_fast_track
from .tick import tick


def _typeset(job: Any) -> Made | None:
    agreement = Agreement.objects.select_related("signed_by", "sealed_by").get(pk=job.payload["agreement"])
    return None if is_on_file(agreement) else make(agreement)


@handler("applications.agreement_text")
def agreement_text(job: Any, made: Made | None) -> None:
    """Put the typeset agreement on file, unless a reader was quicker and had it made."""
    if made:
        store(job.payload["agreement"], made, clock.now())


agreement_text.external = _typeset


@periodic("applications.tick", every=timedelta(minutes=1))
def due(now: datetime) -> None:
    """Everything that happens because its moment has come."""
    tick(now)


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
