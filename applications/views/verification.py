"""Verification, open to all: by the code on a document, or by the file of an agreement."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from jobs import clock
from workflow.access import visible_to

from ..document_codes import read_code
from ..forms.verification import CodeForm, FileForm
from ..models import Agreement, ApplicantKind, Application, DocumentCode
from ..papers import Paper, papers_of
from ..verification import is_trial, masked, standing, verify


@dataclass(frozen=True)
class Parties:
    """Who made the document and for whom; the second masked for strangers."""

    issuer: str
    addressee: str
    is_masked: bool


@never_cache
@require_http_methods(["GET", "POST"])
def verification(request: HttpRequest) -> HttpResponse:
    """Hand over a file and be told what it is; or go on to a document by its code."""
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            found = verify(form.cleaned_data["file"].read(), clock.now())
            return page(request, finding=found, parties=parties_of(request, found.agreement))
        return page(request, file_form=form)
    if "code" in request.GET:
        code_form = CodeForm(request.GET)
        if code_form.is_valid():
            code = read_code(code_form.cleaned_data["code"])
            if code.isalnum() and code.isascii():
                return redirect("verify-code", code=code)
            code_form.add_error("code", _("核验码由 16 位字母和数字组成，请核对。"))
        return page(request, code_form=code_form)
    return page(request)


@never_cache
@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """What is on record under a code. An unknown one is an answer, not an error."""
    read = read_code(code)
    row = DocumentCode.objects.select_related("application__case", "application__dataset__provider").filter(code=read)
    found = row.first()
    paper = papers_of(found.application).get(found.slug) if found else None
    if found is None or paper is None:
        return page(request, unknown_code=read, status=404)
    context = {"paper": paper, "standing": standing_of(paper), "parties": parties(request, found.application)}
    return page(request, code=read, **context)


def page(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    forms = {"file_form": FileForm(), "code_form": CodeForm()}
    crumbs = [(_("首页"), reverse("home")), (_("文书核验"), "")]
    whole = forms | {"crumbs": crumbs, "is_trial": is_trial()} | context
    return render(request, "verification/page.html", whole, status=status)


def standing_of(paper: Paper) -> Any:
    """What became of an agreement that is sealed; nothing for other documents."""
    agreement = paper.record
    if not isinstance(agreement, Agreement) or not agreement.sealed_file:
        return None
    return standing(agreement, clock.now())


def parties_of(request: HttpRequest, agreement: Agreement | None) -> Parties | None:
    return parties(request, agreement.application) if agreement else None


def parties(request: HttpRequest, application: Application) -> Parties:
    """Full names for those who may see the case anyway."""
    issuer, name = application.dataset.provider.name, application.applicant_name
    if isinstance(request.user, User) and visible_to(request.user).filter(pk=application.case_id).exists():
        return Parties(issuer, name, False)
    is_person = application.applicant_kind == ApplicantKind.NATURAL_PERSON
    return Parties(issuer, masked(name, is_person=is_person), True)
