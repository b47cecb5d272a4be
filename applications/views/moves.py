"""One address for every transition: GET shows its form, POST carries it out, an error shows the form as typed."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs import clock
from workflow.refusals import MissingFacts

from .. import keeping, phrases
from ..desk import desk_of
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
    if request.method == "GET" or puts_by(request, FORMS[name]):
        refused = offered(application, request.user, clock.now()).why_not(name)
        if refused and request.method == "POST" and keeping.is_done_by(request.user, application, name):
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        if refused:
            raise refused
        empty = FORMS[name](application=application, actor=request.user)
        if request.method == "POST":
            return put_by(request, empty)
        keeping.restore(empty, keeping.kept_of(request.user, application) if empty.keeps else {})
        return form_page(request, empty)
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
    if form.keeps:
        keeping.forget(request.user, form.application, form.name)
    messages.success(request, str(form.done) or _("已完成：%(title)s。") % {"title": form.title})
    return redirect(next_page(request, application))


def puts_by(request: SignedIn, form: type[MoveForm]) -> bool:
    """Whether what was typed is only to be put by: one of the small buttons, or the page by itself."""
    return form.keeps and any(name in request.POST for name in ("keep", "insert", "drop"))


def put_by(request: SignedIn, form: MoveForm) -> HttpResponse:
    """Keep what was typed, with a phrase added where one was chosen, or drop it; nothing happens to the case."""
    if "drop" in request.POST:
        keeping.forget(request.user, form.application, form.name)
        return redirect(f"{next_page(request, form.application)}#do-{form.name}")
    posted, field = request.POST.copy(), request.POST.get("insert", "")
    if field in phrases.FIELDS.get(form.name, {}):
        departments = desk_of(request.user, clock.now()).departments
        chosen = phrases.text_of(request.POST.get(f"phrase_{field}", ""), [one.pk for one in departments])
        posted[field] = phrases.appended(posted.get(field, ""), chosen) if chosen else posted.get(field, "")
    keeping.keep(form, request.user, posted, clock.now())
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    messages.success(request, _("已暂存，只有本人可以看到。"))
    return redirect(f"{next_page(request, form.application)}#do-{form.name}")


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
