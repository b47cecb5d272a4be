"""The page with the applicant's form: as typed, and beside it what is stored."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobs import clock
from workflow.models import Clock, Deadline, DeadlineStatus
from workflow.states import State

from .. import drafting
from ..form_steps import Step, walk
from ..forms.draft import DraftForm
from ..further import chosen
from ..models import Application
from ..offers import offered
from ..templatetags.dates import long_date_with_weekday
from ..upload_refusals import allowed
from .draft_files import Errors
from .signed_in import SignedIn


def form_page(
    request: SignedIn,
    application: Application,
    form: DraftForm,
    *,
    step: Step | None = None,
    stale: bool = False,
    errors: Errors | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The form as typed, whole or one step of it; beside it what is stored.

    A stale page gets the stored revision: saving again overwrites.
    """
    context = {
        "form": form,
        "further": chosen(application) if application.case.state == State.DRAFT else [],
        "differences": drafting.differences(form) if stale else [],
        "stale": stale,
        "crumbs": crumbs(application),
        **asked(application),
        "offers": offered(application, request.user, clock.now()).names,
        **beside(application, errors, step),
    }
    return render(request, "applications/draft.html", context, status=status)


def crumbs(application: Application) -> list[tuple[str, str]]:
    """The way to the form page."""
    here = _("填写申请") if application.case.state == State.DRAFT else _("补正申请材料")
    return [(_("首页"), reverse("home")), (_("我的申请"), reverse("my-applications")), (here, "")]


def asked(application: Application) -> dict[str, Any]:
    """The open notice of defects and the day its limit ends; nothing for a draft."""
    if application.case.state != State.SUPPLEMENT:
        return {}
    limits = Deadline.objects.filter(case=application.case, clock=Clock.SUPPLEMENT, status=DeadlineStatus.RUNNING)
    due_on = limits.values_list("due_on", flat=True).first()
    return {
        "supplement": application.supplements.filter(answered_at__isnull=True).prefetch_related("items").first(),
        "due": long_date_with_weekday(due_on) if due_on else "",
    }


def beside(application: Application, errors: Errors | None = None, step: Step | None = None) -> dict[str, Any]:
    """What stands beside the form, and above one `step` of a draft: one query for the documents."""
    attachments = drafting.current_attachments(application)
    in_steps = step if application.case.state == State.DRAFT else None
    return {
        "application": application,
        "walk": walk(in_steps, application, attachments) if in_steps else None,
        "checks": drafting.checks(application, attachments, in_steps=bool(in_steps)),
        "drawers": drafting.drawers(application, attachments, errors or {}),
        "allowed": allowed(),
    }
