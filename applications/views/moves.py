"""One address for every transition: GET shows its form, POST carries it out, an error shows the form as typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs import clock
from workflow.refusals import MissingFacts

from ..forms.move_form import MoveForm
from ..forms.registry import FORMS
from ..models import Application
from ..offers import offered
from .draft_page import asked
from .records import application_for
from .signed_in import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def move(request: SignedIn, pk: int, name: str) -> HttpResponse:
    """Do `name` to the application `pk`."""
    if name not in FORMS:
        raise Http404
    application = application_for(request.user, pk)
    if request.method == "GET":
        refused = offered(application, request.user, clock.now()).why_not(name)
        if refused:
            raise refused
        return form_page(request, FORMS[name](application=application, actor=request.user))
    form = FORMS[name](request.POST, application=application, actor=request.user)
    if not form.is_valid():
        # Rights and state come before the wording of fields: a stranger gets no form back.
        refused = offered(application, request.user, clock.now()).why_not(name)
        if refused:
            raise refused
        return form_page(request, form)
    return carry_out(request, form)


def carry_out(request: SignedIn, form: MoveForm) -> HttpResponse:
    """Run a valid form; what is still missing is said on the form itself, with all that was typed."""
    try:
        application = form.run(clock.now(), request.META.get("REMOTE_ADDR"))
    except MissingFacts as refused:
        for sentence in refused.missing:
            form.add_error(None, str(sentence))
        return form_page(request, form)
    messages.success(request, str(form.done) or _("已完成：%(title)s。") % {"title": form.title})
    return redirect(next_page(request, application))


def form_page(request: SignedIn, form: MoveForm) -> HttpResponse:
    """The page of one form."""
    application = form.application
    back = next_page(request, application)
    context = {"form": form, "application": application, "back": back, **asked(application)}
    return render(request, form.template, context)


def next_page(request: SignedIn, application: Application) -> str:
    """Where a person goes on: the applicant to his progress page, the official to the case."""
    mine = offered(application, request.user, clock.now()).is_applicant
    return reverse("application" if mine else "case", args=[application.pk])
