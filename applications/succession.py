"""One agreement in the place of another: renewal and amendment."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused
from workflow.states import State

from .models import Agreement, Application, FollowsAs

# While there is something to renew or to amend.
GOES_ON = frozenset({State.IN_USE, State.SUSPENDED})
# Once the successor's data have been handed over, what it replaces is over.
TAKEN_OVER = frozenset({State.IN_USE, State.SUSPENDED, State.CLOSED, State.REVOKED})
# A successor that came to nothing, or has begun.
ENDED = frozenset({State.NOT_ACCEPTED, State.REFUSED, State.WITHDRAWN, State.LAPSED, *TAKEN_OVER})


class AlreadyFollowed(Refused):
    """Two applications for the same agreement would each replace it."""

    message = _("该协议已有在办的续签或者变更申请，请先办完或者撤回。")
    code = "already_followed"


def predecessor(application: Application) -> Agreement | None:
    """The agreement whose place the application's own is to take; none where that has ended meanwhile."""
    before = application.follows
    if before is None or before.case.state not in GOES_ON:
        return None
    return before.agreement


def start_of(application: Application, before: Agreement | None, today: date) -> date:
    """A renewal begins when the former term is over, everything else at once."""
    if before is not None and application.follows_as == FollowsAs.RENEWAL:
        return max(today, before.ends_on + timedelta(days=1))
    return today


def taken_over(today: date) -> QuerySet[Agreement, int | None]:
    """The keys of the agreements in whose place another's data are used by `today`."""
    now_used = Agreement.objects.filter(sealed_at__isnull=False, starts_on__lte=today, supersedes__isnull=False)
    return now_used.filter(application__case__state__in=TAKEN_OVER).values_list("supersedes", flat=True)


def successor_of(agreement: Agreement, today: date) -> Agreement | None:
    """The agreement that has taken the place of this one by `today`."""
    return agreement.successors.filter(sealed_at__isnull=False, starts_on__lte=today).order_by("pk").first()


def is_taken_over(agreement: Agreement, today: date) -> bool:
    """Whether the data are now used under the successor."""
    return taken_over(today).filter(supersedes=agreement).exists()


def terminate(application: Application, reasons: str, now: datetime) -> None:
    """Put on record that the application's agreement has been ended before its time; called inside the door."""
    Agreement.objects.filter(application=application).update(terminated_at=now, termination=reasons)
