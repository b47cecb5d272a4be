"""One matter: its page, what can be done about it, its evidence. For who handed it in and for who deals with it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.views.signed_in import SignedIn
from jobs import clock

from ..access import Reader, matter_for
from ..forms.act_form import ActForm
from ..forms.registry import FORMS, form_of
from ..models import Correction, Matter
from ..page import page_of


@login_required
@require_safe
def matter(request: SignedIn, pk: int) -> HttpResponse:
    """Where it is, who has it, by when, and what the reader can do."""
    reader = Reader(request.user)
    found = matter_for(reader, pk)
    context: dict[str, Any] = {
        "matter": found,
        "page": page_of(found, reader, clock.now()),
        "fields": field_titles(found),
        "crumbs": crumbs(found, reader),
    }
    return render(request, "feedback/matter.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: SignedIn, pk: int, name: str) -> HttpResponse:
    """GET shows the form of an act, POST carries it out, an error shows the form as typed."""
    if name not in FORMS:
        raise Http404
    reader = Reader(request.user)
    found = matter_for(reader, pk)
    if refused := reader.why_not(found, name):
        raise refused
    said = request.POST if request.method == "POST" else None
    form = form_of(name, found)(said, matter=found, actor=request.user)
    if said is not None and form.is_valid():
        form.run(clock.now())
        messages.success(request, _("已完成：%(title)s。") % {"title": form.title})
        # Who has transferred it does not see it any more.
        gone = not reader.visible().filter(pk=found.pk).exists()
        return redirect("feedback-office") if gone else redirect("feedback-matter", found.pk)
    return form_page(request, form, found, reader, wrong=said is not None)


def form_page(request: SignedIn, form: ActForm, found: Matter, reader: Reader, *, wrong: bool) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "matter": found,
        "fields": field_titles(found),
        "crumbs": [*crumbs(found, reader)[:-1], (found.number, reverse("feedback-matter", args=[found.pk])),
                   (form.title, "")],
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "feedback/act.html", context, status=status)


@login_required
@require_safe
def evidence(request: SignedIn, pk: int) -> FileResponse:
    """What proves the error, to those who may see the matter: as a file to keep, never shown as a page of ours."""
    found = matter_for(Reader(request.user), pk)
    said = Correction.objects.filter(matter=found).exclude(file="").first()
    if said is None:
        raise Http404
    try:
        content = said.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=said.name, content_type=said.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


def field_titles(found: Matter) -> list[str]:
    """What the fields of a correction are called: one query, none for a demand."""
    if not found.is_correction or found.dataset is None:
        return []
    titles = {field.name: field.title for field in found.dataset.fields.all()}
    return [titles.get(name, name) for name in found.correction.fields]


def crumbs(found: Matter, reader: Reader) -> list[tuple[str, str]]:
    """Back to where the reader came from: his own list, or the office's."""
    mine = found.author_id == reader.user.pk or not reader.is_official
    back = (_("我的反馈"), reverse("feedback")) if mine else (_("数据反馈"), reverse("feedback-office"))
    return [(_("首页"), reverse("home")), back, (found.number, "")]
