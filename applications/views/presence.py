"""Who else is looking at a case: asked by its page every half minute, and answered as the part of it that says so."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from jobs import clock

from .. import presence
from .records import office_application
from .session_ended import signed_in
from .signed_in import SignedIn


@signed_in
@require_POST
def presence_at(request: SignedIn, pk: int) -> HttpResponse:
    """Renew the person's own mark; the names of the others, without the frame of a page and what it asks for."""
    application, now = office_application(request.user, pk), clock.now()
    presence.mark(request.user, application, now)
    context = {"watchers": presence.others(request.user, application, now)}
    return HttpResponse(render_to_string("review/case/presence.html", context))
