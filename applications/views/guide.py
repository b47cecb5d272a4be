"""The page that explains the way of an application and its rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jobs import clock
from workflow.models import Clock

from ..checklist import required_attachments
from ..guide import limits
from ..models import ApplicantKind


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Open to everyone; its numbers are those that count today."""
    today = localdate(clock.now())
    found = limits(today)
    name = str(Clock.VALID_REPLY.label)
    context = {
        "limits": found,
        "reply": next((limit for limit in found if limit.name == name), None),
        "today": today,
        "kinds": [(kind.label, [one.label for one in required_attachments(kind)]) for kind in ApplicantKind],
    }
    return render(request, "guide.html", context)
