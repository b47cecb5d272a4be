"""Documents handed in: add, download, take back."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jobs import clock

from ..actions.detach import detach
from ..form_steps import BY_NAME
from ..forms.draft import DraftForm
from ..models import Application, Attachment
from .draft_files import Errors, take_posted
from .draft_page import beside, form_page
from .records import application_for, own_application
from .session_ended import signed_in
from .signed_in import SignedIn
from .upload_limit import limits_uploads

LARGEST_KEY = 2**63 - 1


@signed_in
@limits_uploads
@require_POST
def add(request: SignedIn, pk: int) -> HttpResponse:
    """Take the files of the request, each under the kind that its field names."""
    application = own_application(request.user, pk)
    return answer(request, application, take_posted(request, application))


@signed_in
@require_POST
def remove(request: SignedIn, pk: int, attachment: int) -> HttpResponse:
    """Take a document back."""
    application = own_application(request.user, pk)
    detach(attachment=current(application, attachment), actor=request.user, now=clock.now())
    return answer(request, application, {})


def answer(request: SignedIn, application: Application, errors: Errors) -> HttpResponse:
    """For htmx the documents and the check-list anew, and the steps above them (`?step=`), else the form page."""
    step = BY_NAME.get(request.GET.get("step", ""))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "applications/draft_uploads.html", beside(application, errors, step), status=status)
    if errors:
        return form_page(request, application, DraftForm(application=application), errors=errors, status=status)
    return redirect("draft", pk=application.pk)


@login_required
@require_safe
def download(request: SignedIn, pk: int, attachment: int) -> FileResponse:
    """A document, to anyone who may see the case: always as a file to keep, never shown as a page of ours."""
    found = current(application_for(request.user, pk), attachment)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


def current(application: Application, key: int) -> Attachment:
    """A document of this application that was not taken back, or 404."""
    if key > LARGEST_KEY:
        raise Http404
    return get_object_or_404(application.attachments.current(), pk=key)
