"""A renewal or an amendment without a new examination (续签、变更): allowed where purpose and grade stay as they were
decided. What stands against it is asked when it is asked for, and again by the handler who keeps the assessment."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from workflow.guards import CaseFacts
from workflow.refusals import Refused, WrongState
from workflow.states import State

from .eligibility import refusal
from .models import ApplicantKind, Application, Assessment, FollowsAs, Grade
from .refusals import GradeChanged, RenewedTooEarly, RenewedTooLate, ReportOwed, SensitiveFieldsAdded
from .reports_owed import owes_report
from .succession import ENDED, GOES_ON, AlreadyFollowed

# What says for what and how the data are used: a change of it is another purpose.
PURPOSE = ("purpose", "use_case", "benefit", "recipients", "security_measures")


def against(application: Application, how: str, now: datetime) -> Refused | None:
    """Why the agreement of this application cannot be renewed or amended now, or None; what the applicant can mend
    himself is said last."""
    return (
        _of_its_state(application, how, localdate(now))
        or _of_the_dataset(application)
        or (AlreadyFollowed() if is_followed(application) else None)
        or (ReportOwed() if owes_report(application.pk) else None)
    )


def _of_its_state(application: Application, how: str, today: date) -> Refused | None:
    """In use, or at its end not long ago; a renewal not long before the end either."""
    state, ends_on = application.case.state, application.agreement.ends_on
    if state == State.CLOSED and application.agreement.ends_on < today and how == FollowsAs.RENEWAL:
        late = today > ends_on + timedelta(days=settings.WURI_RENEWAL_DAYS_AFTER)
        return RenewedTooLate(days=settings.WURI_RENEWAL_DAYS_AFTER) if late else None
    if state != State.IN_USE:
        return WrongState(state=state)
    early = today < ends_on - timedelta(days=settings.WURI_RENEWAL_DAYS_BEFORE)
    if how == FollowsAs.RENEWAL and early:
        return RenewedTooEarly(days=settings.WURI_RENEWAL_DAYS_BEFORE)
    return None


def _of_the_dataset(application: Application) -> Refused | None:
    """Closed, for others only, or of another grade than when it was decided."""
    dataset = application.dataset
    refused = refusal(dataset, ApplicantKind(application.applicant_kind))
    if refused:
        return refused
    decided = application.decision.grade
    return None if decided == dataset.grade else GradeChanged(before=_grade(decided), now=_grade(dataset.grade))


def _grade(grade: str) -> str | Promise:
    return Grade(grade).label if grade else _("未定级")


def is_followed(application: Application) -> bool:
    """Whether somebody has asked already, and that is under way or has been agreed."""
    return Application.objects.filter(follows=application.pk).exclude(case__state__in=ENDED - GOES_ON).exists()


def added_sensitive(application: Application, fields: list[str]) -> list[str]:
    """The titles of sensitive fields that were not granted before."""
    had = set(application.decision.conditions.get("fields", ()))
    return [one.title for one in application.dataset.fields.all()
            if one.is_sensitive and one.name in fields and one.name not in had]  # fmt: skip


def require_known_fields(application: Application, fields: list[str]) -> None:
    """Raises SensitiveFieldsAdded."""
    if added := added_sensitive(application, fields):
        raise SensitiveFieldsAdded(fields=added)


def kept(application: Application, before: Assessment | None, now: datetime) -> CaseFacts:
    """For keep_assessment: what has changed since the decision that is gone by."""
    wanting: list[str | Promise] = []
    former = application.follows
    if former is None or before is None or before.stopped:
        wanting.append(_("没有可以沿用的风险评估，请受理后重新评估。"))
        return CaseFacts(changed=tuple(wanting))
    if any(getattr(former, name) != getattr(application, name) for name in PURPOSE):
        wanting.append(_("使用目的或者安全保护措施与原申请不同，请受理后重新评估。"))
    if former.case.state in (State.REVOKED, State.SUSPENDED):
        wanting.append(_("原申请的开放已经中止或者终止，不能沿用原评估。"))
    if refused := _of_the_dataset(former):
        wanting.append(str(refused))
    if owes_report(former.pk):
        wanting.append(_("申请人有逾期未交的利用情况报告，补交后才能续签或者变更。"))
    if added := added_sensitive(former, application.requested_fields):
        wanting.append(_("新增了敏感字段（%(names)s），请受理后重新评估。") % {"names": "、".join(added)})
    return CaseFacts(changed=tuple(wanting))
