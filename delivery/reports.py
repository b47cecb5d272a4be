"""Reports on use: owed, handed in, looked at, published. Each step is an entry of the case's journal."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.passage import note
from calendars.store import current_index
from workflow.refusals import Refused

from .copies import conditions_of
from .models import Grant, GrantStatus
from .models.report import ReportStatus, UseReport
from .reminders import due_days

WORDS = ("products", "results", "benefits", "problems")


class NotOwed(Refused):
    """The report was handed in meanwhile, or not yet."""

    message = _("该报告的状态已经变化，本次操作没有完成。请刷新页面后查看。")
    code = "report_not_owed"


def plan_reports() -> None:
    """Write down the reports of agreements that ask for them, once access has begun, as far as the calendar reaches."""
    asked = Q(application__decision__conditions__report_months__gt=0)
    grants = Grant.objects.filter(asked).exclude(status=GrantStatus.ENDED).annotate(planned=Count("reports"))
    for grant in grants.select_related("application__decision"):
        owe(grant, planned=grant.planned)


def owe(grant: Grant, *, planned: int = 0) -> None:
    """The reports of a whole agreement: one every so many months, none where that is 0. The first `planned` are written
    down already; a second time changes nothing."""
    months, last = conditions_of(grant).report_months, localdate(grant.ends_at - timedelta(microseconds=1))
    days = list(due_days(localdate(grant.starts_at), last, months, current_index()))
    UseReport.objects.bulk_create(
        [UseReport(grant=grant, number=n, due_on=day) for n, day in enumerate(days[planned:], start=planned + 1)],
        ignore_conflicts=True,
    )


def submit(
    *, report: UseReport, actor: User, words: Mapping[str, str], may_be_published: bool, now: datetime
) -> UseReport:
    """The applicant hands it in, for the first time or after it was returned. Raises a Refused."""
    with note(report.grant.application, "submit_report", actor, now=now) as step:
        report = _locked(report, ReportStatus.OWED, ReportStatus.RETURNED)
        for name in WORDS:
            setattr(report, name, words[name])
        report.may_be_published = may_be_published
        report.status, report.submitted_at, report.submitted_by = ReportStatus.SUBMITTED, now, actor
        report.save()
        late = localdate(now) > report.due_on
        step.record = {"number": report.number, "due_on": report.due_on.isoformat(), "late": late}
    return report


def accept(*, report: UseReport, actor: User, publish: bool, remark: str, now: datetime) -> UseReport:
    """The office has read it; what the applicant agrees to is published where the office wants it."""
    with note(report.grant.application, "accept_report", actor, now=now) as step:
        report = _locked(report, ReportStatus.SUBMITTED)
        report.status, report.remark = ReportStatus.ACCEPTED, remark
        report.published_at = now if publish and report.may_be_published else None
        report.save()
        published = report.published_at is not None
        step.record = {"number": report.number, "published": published, "remark": remark}
    return report


def give_back(*, report: UseReport, actor: User, remark: str, now: datetime) -> UseReport:
    """What is wanting is said; the applicant hands it in again."""
    with note(report.grant.application, "return_report", actor, now=now) as step:
        report = _locked(report, ReportStatus.SUBMITTED)
        report.status, report.remark = ReportStatus.RETURNED, remark
        report.save()
        step.record = {"number": report.number, "remark": remark}
    return report


def _locked(report: UseReport, *states: ReportStatus) -> UseReport:
    """Under the case's lock: as it is now. Raises NotOwed."""
    found = UseReport.objects.get(pk=report.pk)
    if found.status not in states:
        raise NotOwed
    return found
