"""The page where an applicant chooses further data sets of the same department for his draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs import clock
from workflow.states import State

from ..actions.choose_datasets import choose_datasets
from ..forms.further import FurtherForm
from .draft_page import crumbs
from .records import own_application
from .signed_in import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def further(request: SignedIn, pk: int) -> HttpResponse:
    """All data sets of the department that he may apply for, with their fields."""
    application = own_application(request.user, pk)
    if application.case.state != State.DRAFT:
        return redirect("application", pk=pk)
    form = FurtherForm(request.POST or None, application=application)
    if request.method == "POST" and form.is_valid():
        choose_datasets(application=application, actor=request.user, choices=form.choices(), now=clock.now())
        messages.success(request, _("一并申请的数据集已保存。"))
        return redirect("draft", pk=pk)
    context = {
        "application": application,
        "form": form,
        "crumbs": [
            *crumbs(application)[:-1], (_("填写申请"), reverse("draft", args=[pk])), (_("一并申请的数据集"), ""),
        ],
    }  # fmt: skip
    return render(request, "applications/further.html", context)
