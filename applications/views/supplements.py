"""What was asked for and what became of it: every item with its answer, and what was changed, field by field."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobs import clock
from workflow import access

from .. import changes
from ..actions.save_answers import save_answers
from ..forms.applicant_moves import AnswersForm
from .moves import form_page
from .records import application_in_full, own_application
from .session_ended import signed_in
from .signed_in import SignedIn


@login_required
@require_safe
def supplements(request: SignedIn, pk: int) -> HttpResponse:
    """For the applicant and for the officials in charge; empty where nothing was ever asked for."""
    application = application_in_full(request.user, pk)
    asked = list(application.supplements.prefetch_related("items").order_by("pk"))
    files = list(application.attachments.order_by("pk"))
    is_mine = access.as_applicant(request.user).filter(pk=pk).exists()
    back = reverse("application" if is_mine else "case", args=[pk])
    context = {
        "application": application,
        "rounds": changes.of_rounds(application, asked, files),
        "since_first": changes.since_first(application, asked, files) if len(asked) > 1 else None,
        "back": back,
        "is_mine": is_mine,
        "crumbs": [(_("首页"), reverse("home")), (application.number, back), (_("补正情况"), "")],
    }
    return render(request, "applications/supplements.html", context)


@signed_in
@require_POST
def save(request: SignedIn, pk: int) -> HttpResponse:
    """What has been written about the defects so far: sent by the page itself while one types, or by its button.

    422 where an answer does not fit; all others are saved.
    """
    application = own_application(request.user, pk)
    form = AnswersForm(request.POST, application=application, actor=request.user)
    form.is_valid()
    saved_at = save_answers(
        application=application,
        actor=request.user,
        answers=form.answers,
        reply=form.cleaned_data.get("reply"),
        now=clock.now(),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if request.htmx:  # type: ignore[attr-defined]
        context = {"form": form, "saved_at": saved_at, "oob": True}
        return render(request, "applications/answers_status.html", context, status=status)
    if form.errors:
        return form_page(request, form)
    messages.success(request, _("已保存。"))
    return redirect("move", pk=pk, name="resubmit")
