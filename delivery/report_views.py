"""The pages of reports on use: those of a grant, one of them to write or to look at, and what is published."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.models import Application
from applications.views.records import application_in_full
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.access import as_applicant

from .forms import ReportForm, ReviewForm
from .models import ReportStatus, UseReport
from .reports import accept, give_back, plan_reports, submit

PER_PAGE = 20


@login_required
@require_safe
def reports(request: SignedIn, pk: int) -> HttpResponse:
    """All reports of a grant, for its applicants and for those who deal with the case."""
    application = application_in_full(request.user, pk)
    plan_reports()
    known = list(UseReport.objects.filter(grant__application=application).select_related("submitted_by"))
    context = {
        "application": application,
        "reports": known,
        "today": localdate(clock.now()),
        "is_applicant": _applies(request, application),
    }
    return render(request, "delivery/reports.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """One report. The applicant's POST hands it in, the office's accepts or returns it."""
    application = application_in_full(request.user, pk)
    if number > 32_767:
        raise Http404
    found = get_object_or_404(UseReport, grant__application=application, number=number)
    form = _form(request, application, found)
    if request.method == "POST" and form is not None and form.is_valid():
        _carry_out(request, found, form)
        return redirect("data-reports", pk)
    wrong = request.method == "POST"
    context: dict[str, Any] = {
        "application": application,
        "report": found,
        "form": form,
        "is_applicant": _applies(request, application),
        "texts": [(_title_of(name), getattr(found, name)) for name in ReportForm.WORDS],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "delivery/report.html", context, status=status)


def _title_of(name: str) -> Any:
    return getattr(UseReport._meta.get_field(name), "verbose_name", name)


def _applies(request: SignedIn, application: Application) -> bool:
    return as_applicant(request.user).filter(pk=application.pk).exists()


def _form(request: SignedIn, application: Application, found: UseReport) -> Any:
    """What the person can write now, or None."""
    found.grant.application = application
    data = request.POST if request.method == "POST" else None
    if _applies(request, application):
        return ReportForm(data, instance=found) if found.is_owed else None
    return ReviewForm(data, report=found) if found.status == ReportStatus.SUBMITTED else None


def _carry_out(request: SignedIn, found: UseReport, form: Any) -> None:
    said, now = form.cleaned_data, clock.now()
    if isinstance(form, ReportForm):
        words = {name: said[name] for name in ReportForm.WORDS}
        submit(
            report=found, actor=request.user, words=words, may_be_published=said["may_be_published"], now=now
        )  # fmt: skip
        messages.success(request, _("利用情况报告已提交。"))
    elif said["outcome"] == "accept":
        accept(report=found, actor=request.user, publish=said["publish"], remark=said["remark"], now=now)
        messages.success(request, _("报告已接收。"))
    else:
        give_back(report=found, actor=request.user, remark=said["remark"], now=now)
        messages.success(request, _("报告已退回，申请人将收到通知。"))


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What was made of opened data (应用成果), for everyone; only what its makers agree to and the office has read."""
    shown = UseReport.objects.filter(published_at__isnull=False).select_related(
        "grant__application__dataset__provider", "grant__application__case__body", "grant__application__case__applicant"
    )
    page = Paginator(shown.order_by("-published_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "delivery/results.html", {"page": page})
