"""The official documents of a case as PDF, for its applicant and the officials who deal with it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jobs import clock

from ..agreement_texts import with_text
from ..application_form import application_facts, render_application
from ..documents.engine import render_notice
from ..documents.refusals import DocumentRefused
from ..models import Agreement, Application
from ..notices import notice_of
from ..papers import Paper, papers_of
from .records import application_for, application_in_full
from .signed_in import SignedIn


class NotTypeset(DocumentRefused):
    """The text of an agreement could not be made; `sentence` is the typesetter's reason."""

    code = "not_typeset"

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence=sentence)

    def __str__(self) -> str:
        return self.sentence or str(self.message)


@dataclass(frozen=True)
class Text:
    """A document to be: `digest` tells whether a reader has it already, `make` typesets or reads it."""

    digest: str
    make: Callable[[], bytes]


@login_required
@require_safe
def document(request: SignedIn, pk: int, kind: str) -> HttpResponseBase:
    """One document; 404 for one that this case does not have. A typesetter's refusal becomes a page of its own."""
    # A department that was asked for its opinion reads the application, not what others wrote about it.
    application = (application_for if kind == "application" else application_in_full)(request.user, pk)
    paper = papers_of(application).get(kind)
    if paper is None:
        raise Http404
    text = MAKERS.get(kind, notice)(application, paper)
    return pdf(request, text, f"{application.number} {paper.title}.pdf")


def pdf(request: HttpRequest, text: Text, name: str) -> HttpResponseBase:
    """The document, or that the reader has it already."""
    etag = f'"{text.digest}"'
    known = get_conditional_response(request, etag=etag)
    response = known or HttpResponse(text.make(), content_type="application/pdf")
    response["ETag"] = etag
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


def notice(application: Application, paper: Paper) -> Text:
    """Typeset from the records each time: the same records give the same bytes."""
    facts = notice_of(application, paper)
    return Text(facts.digest, lambda: render_notice(facts))


def form(application: Application, paper: Paper) -> Text:
    """The application form, as it was handed in last."""
    facts = application_facts(application, paper.record.at)
    return Text(facts.digest, lambda: render_application(facts))


def agreement(application: Application, paper: Paper) -> Text:
    """The text with both seals once it is there, before that the text that is signed; made now where it is wanting."""
    record = with_text(Agreement.objects.get(pk=paper.record.pk), clock.now())
    if not record.file:
        raise NotTypeset(record.problem)
    if record.sealed_file:
        return Text(record.sealed_sha256, lambda: stored(record.sealed_file))
    return Text(record.sha256, lambda: stored(record.file))


def stored(file: FieldFile) -> bytes:
    """The bytes of a file on file."""
    with file.open("rb") as text:
        return bytes(text.read())


MAKERS: dict[str, Callable[[Application, Paper], Text]] = {"application": form, "agreement": agreement}
