"""Begin anew for the same data set, with the words of an earlier application."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from workflow import access
from workflow.refusals import NotYours, WrongState
from workflow.states import TERMINAL, State

from ..eligibility import refusal
from ..models import ApplicantKind, Application, FollowsAs
from ..past_conduct import OnBreachList, past_conduct
from ..refusals import ReportOwed, StatementOwed
from ..reports_owed import owes_report, owes_statement
from ..succession import ENDED, GOES_ON, AlreadyFollowed
from .begin import begin
from .save_draft import save_draft

# Once it has ended, or while the data are in use and the agreement's end comes near.
AGAIN = frozenset({*TERMINAL, State.IN_USE})
# Who can be reached is written anew, as in any draft; documents and undertaking are given anew each time.
WORDS = ("purpose", "use_case", "benefit", "recipients", "security_measures", "term_months")


@transaction.atomic
def begin_again(
    *, application: Application, actor: User, follows_as: FollowsAs = FollowsAs.RENEWAL, now: datetime
) -> Application:
    """A draft for the same applicant. While the data are in use it is for a renewal or an amendment, whose agreement
    takes the place of the present one. Raises NotYours, WrongState, ReportOwed, StatementOwed, OnBreachList,
    AlreadyFollowed, NotEligible, NotConditional."""
    case = application.case
    if not access.as_applicant(actor).filter(pk=case.pk).exists():
        raise NotYours
    if case.state not in AGAIN:
        raise WrongState(state=case.state)
    if owes_report(case.pk):
        raise ReportOwed
    if owes_statement(case.pk):
        raise StatementOwed
    if past_conduct(case, localdate(now)).listed:
        raise OnBreachList
    goes_on = case.state in GOES_ON
    if goes_on and Application.objects.filter(follows=application).exclude(case__state__in=ENDED).exists():
        raise AlreadyFollowed
    draft = begin(dataset=application.dataset, applicant=actor, body=case.body, now=now)
    if goes_on:
        draft.follows, draft.follows_as = application, follows_as
        draft.save(update_fields=["follows", "follows_as"])
    return save_draft(application=draft, actor=actor, changes=words_of(application), now=now)


def may_begin_again(application: Application) -> bool:
    """Whether it would be allowed, as far as the application goes. No queries."""
    kind = ApplicantKind(application.applicant_kind)
    return application.case.state in AGAIN and refusal(application.dataset, kind) is None


def words_of(application: Application) -> dict[str, Any]:
    """What can be said again of the data set as it is today."""
    dataset = application.dataset
    there = set(dataset.fields.values_list("name", flat=True))
    mode = application.delivery_mode
    return {
        **{name: getattr(application, name) for name in WORDS},
        "requested_fields": [name for name in application.requested_fields if name in there],
        "delivery_mode": mode if mode in dataset.delivery_modes else "",
    }
