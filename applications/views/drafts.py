"""The applicant fills in his application: begin, edit, autosave, look it over."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organisation, User
from accounts.roles import Role
from jobs import clock
from workflow import access
from workflow.refusals import NotYours, StaleView
from workflow.states import State

from .. import casefile, drafting
from ..actions.begin import begin as begin_draft
from ..actions.begin_again import begin_again
from ..actions.save_draft import save_draft
from ..editing import EDITABLE
from ..form_steps import BY_NAME, NEXT, STEPS, Step, step_named
from ..forms.applicant_moves import SubmitForm
from ..forms.draft import DraftForm
from ..further import chosen
from ..models import Application, Dataset, FollowsAs
from ..promise import promise
from .draft_files import remove_posted, take_posted
from .draft_page import beside, crumbs, form_page
from .records import own_application
from .session_ended import signed_in
from .signed_in import SignedIn
from .upload_limit import limits_uploads


@login_required
def begin(request: SignedIn, code: str) -> HttpResponse:
    """A draft for the data set; someone who had to sign in first comes back to the data set's page."""
    dataset = get_object_or_404(Dataset.objects.select_related("provider"), code=code)
    if request.method != "POST":
        return redirect("dataset", code=code)
    body = body_of(request.user, request.POST.get("body", ""))
    known = known_draft(request, dataset, body)
    application = known or begin_draft(dataset=dataset, applicant=request.user, body=body, now=clock.now())
    return redirect(step_address(application, NEXT))


@login_required
@require_POST
def again(request: SignedIn, pk: int) -> HttpResponse:
    """A draft with the words of an earlier application; one that is there already is gone on with."""
    earlier = own_application(request.user, pk)
    known = known_draft(request, earlier.dataset, earlier.case.body)
    if known is None:
        wanted = request.POST.get("follows_as", "")
        follows_as = FollowsAs(wanted) if wanted in FollowsAs.values else FollowsAs.RENEWAL
        known = begin_again(application=earlier, actor=request.user, follows_as=follows_as, now=clock.now())
        messages.success(request, _("已带入原申请的内容，请核对修改后提交；材料和承诺需要重新提供。"))
    return redirect(step_address(known, STEPS[0].name))


def known_draft(request: SignedIn, dataset: Dataset, body: Organisation | None) -> Application | None:
    """The person's own draft for a data set and a body, with a word that there is one."""
    drafts = Application.objects.filter(dataset=dataset, case__state=State.DRAFT, case__applicant=request.user)
    known = drafts.filter(case__body=body).first()
    if known:
        messages.info(request, _("您已有该数据集的申请草稿，请继续填写。"))
    return known


def step_address(application: Application, step: str) -> str:
    """The form page at a step."""
    return f"{reverse('draft', args=[application.pk])}?step={step}"


def body_of(user: User, key: str) -> Organisation | None:
    """The body that the person chose to apply for, or None for himself. Raises NotYours for a body not his."""
    if not key:
        return None
    his = Organisation.objects.filter(memberships__in=access.posts_of(user).filter(role=Role.APPLICANT))
    body = his.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if body is None:
        raise NotYours
    return body


@login_required
@limits_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """The form page. What is valid is saved in any case; only a page without any trouble moves on."""
    application = own_application(request.user, pk)
    if request.method != "POST":
        if application.case.state not in EDITABLE:
            return redirect("application", pk=pk)
        found = step_named(request.GET.get("step"), application, drafting.current_attachments(application))
        form = DraftForm(application=application, only=found.fields if found else None)
        return form_page(request, application, form, step=found)
    form = posted(request, application)
    stale = not save(form, request.user)
    errors = take_posted(request, application)
    remove_posted(request, application)
    if stale or form.errors or errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return form_page(request, application, form, step=step_of(request), stale=stale, errors=errors, status=status)
    return go_on(request, application)


def step_of(request: SignedIn) -> Step | None:
    """The step whose page sent the form; None for the whole form."""
    return BY_NAME.get(request.POST.get("step", ""))


def posted(request: SignedIn, application: Application) -> DraftForm:
    """The form as it was sent, with the fields of its page."""
    step = step_of(request)
    return DraftForm(request.POST, application=application, only=step.fields if step else None)


def save(form: DraftForm, user: User) -> bool:
    """Write what is valid and new; False when another page was quicker and nothing was written."""
    form.is_valid()
    changes = form.changes()
    if not changes:
        return True
    revision = form.cleaned_data.get("revision")
    try:
        stored = save_draft(
            application=form.application, actor=user, changes=changes, revision=revision, now=clock.now()
        )
    except StaleView:
        return False
    for name in (*changes, "revision", "updated_at"):
        setattr(form.application, name, getattr(stored, name))
    return True


def go_on(request: SignedIn, application: Application) -> HttpResponse:
    """After a save: where the button that was pressed leads."""
    if "look" in request.POST:
        return redirect("draft-preview", pk=application.pk)
    if "resubmit" in request.POST:
        return redirect("move", pk=application.pk, name="resubmit")
    if request.POST.get("go") in BY_NAME:
        return redirect(step_address(application, request.POST["go"]))
    messages.success(request, _("已保存。"))
    if step := step_of(request):
        return redirect(step_address(application, step.name))
    place = request.POST.get("upload") or ("uploads" if "remove" in request.POST else "")
    return redirect(reverse("draft", args=[application.pk]) + (f"#id_{place}" if place else ""))


@signed_in
@require_POST
def autosave(request: SignedIn, pk: int) -> HttpResponse:
    """What a page sends by itself while the person types: the answer is put in place by htmx, out of band.

    409 for a page that another has overtaken, 422 where a field does not fit (all others are saved).
    """
    application = own_application(request.user, pk)
    form = posted(request, application)
    stale = not save(form, request.user)
    status = HTTPStatus.CONFLICT if stale else HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "stale": stale, "saved_at": clock.now(), **beside(application, step=step_of(request))}
    return render(request, "applications/draft_saved.html", context, status=status)


@login_required
@require_safe
def preview(request: SignedIn, pk: int) -> HttpResponse:
    """The whole application as the office will read it, before it is handed in."""
    application = own_application(request.user, pk)
    if application.case.state != State.DRAFT:
        return redirect("draft" if application.case.state in EDITABLE else "application", pk=pk)
    attachments = drafting.current_attachments(application)
    context = {
        "application": application,
        "checks": drafting.checks(application, attachments, in_steps=True),
        "applicant": casefile.applicant_facts(application),
        "wishes": casefile.wishes(application),
        "texts": casefile.texts(application),
        "columns": casefile.columns(application, application.requested_fields),
        "materials": casefile.materials(application, attachments),
        "further": chosen(application),
        "form": SubmitForm(application=application, actor=request.user),
        "promise": promise(localdate(clock.now())),
        "crumbs": [*crumbs(application)[:-1], (_("填写申请"), reverse("draft", args=[pk])), (_("预览"), "")],
    }
    return render(request, "applications/preview.html", context)
