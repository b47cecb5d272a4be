"""Handing in: an error in a data set, or data that one would like to be open."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.models import Dataset
from applications.upload_refusals import TooLarge, UploadRefused
from applications.views.signed_in import SignedIn
from applications.views.upload_limit import limits_uploads
from jobs import clock

from ..actions.ask import ask
from ..actions.report import report
from ..forms.begin import AskForm, ReportForm
from ..models import Matter
from ..promise import promise


@limits_uploads
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedIn, code: str) -> HttpResponse:
    """Report an error in this data set."""
    dataset = get_object_or_404(Dataset.objects.select_related("provider").prefetch_related("fields"), code=code)
    sent = request.method == "POST"
    form = ReportForm(request.POST if sent else None, request.FILES if sent else None, dataset=dataset)
    # What is over the limit was thrown away while it arrived.
    if sent and (dropped := getattr(request, "too_large", {}).get("file")):
        form.add_error("file", str(TooLarge(dropped)))
    if sent and form.is_valid() and (made := _reported(request, dataset, form)):
        return _received(request, made)
    context: dict[str, Any] = {
        "form": form,
        "dataset": dataset,
        "promise": promise("correction", localdate(clock.now())),
        "crumbs": [(dataset.title, reverse("dataset", args=[dataset.code])), (_("报告数据错误"), "")],
    }
    return render(request, "feedback/correct.html", context, status=_status(sent))


def _reported(request: SignedIn, dataset: Dataset, form: ReportForm) -> Matter | None:
    """The matter; None where the file was not taken, which the form says with all that was typed."""
    said = form.cleaned_data
    try:
        return report(
            dataset=dataset, actor=request.user, problem=said["problem"], fields=said.get("fields_wrong", []),
            rows=said["rows"], wrong=said["wrong"], right=said["right"], file=said["file"], now=clock.now(),
        )  # fmt: skip
    except UploadRefused as refused:
        form.add_error("file", str(refused))
        return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_demand(request: SignedIn) -> HttpResponse:
    """Ask for data that are not in the catalogue."""
    sent = request.method == "POST"
    form = AskForm(request.POST if sent else None)
    if sent and form.is_valid():
        return _received(request, ask(actor=request.user, now=clock.now(), **form.cleaned_data))
    context: dict[str, Any] = {
        "form": form,
        "promise": promise("demand", localdate(clock.now())),
        "crumbs": [(_("开放需求"), reverse("demands")), (_("提出需求"), "")],
    }
    return render(request, "feedback/ask.html", context, status=_status(sent))


def _received(request: SignedIn, made: Matter) -> HttpResponse:
    messages.success(request, _("已收到，编号 %(number)s。回执已发送到消息和登录邮箱。") % {"number": made.number})
    return redirect("feedback-matter", made.pk)


def _status(sent: bool) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
