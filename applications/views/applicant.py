"""The applicant's list and the progress page of one application."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs import clock
from workflow import access
from workflow.states import State

from ..forms.my_search import MySearch
from ..my_applications import my_list
from ..progress import progress as progress_of
from .listing import address
from .records import application_for, own_application
from .signed_in import SignedIn


@login_required
@require_safe
def my_applications(request: SignedIn) -> HttpResponse:
    """All applications that are the person's to look after, or those he looks for: drafts first."""
    search = MySearch(request.GET, queryset=access.as_applicant(request.user))
    show = request.GET.get("show", "")
    listed = my_list(search.qs, show, request.GET.get("page"), partial(address, request), clock.now())
    context = {
        "list": listed,
        "page": listed.page,
        "search": search.form,
        "searching": any(search.form.cleaned_data.values()),
        "crumbs": [(_("首页"), reverse("home")), (_("我的申请"), "")],
    }
    return render(request, "applications/my_applications.html", context)


@login_required
@require_safe
def progress(request: SignedIn, pk: int) -> HttpResponse:
    """Where the application is, who has it, by when, what to do next. A draft goes to its form."""
    try:
        application = own_application(request.user, pk)
    except Http404:
        application_for(request.user, pk)
        return redirect("case", pk=pk)  # an official who was given the applicant's address
    if application.case.state == State.DRAFT:
        return redirect("draft", pk=pk)
    context = {
        "page": progress_of(application, request.user, clock.now()),
        "application": application,
        "crumbs": [(_("首页"), reverse("home")), (_("我的申请"), reverse("my-applications")), (_("办理进度"), "")],
    }
    return render(request, "applications/progress.html", context)
