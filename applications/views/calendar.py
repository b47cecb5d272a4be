"""The working calendar for everyone: a year at a glance, the calculator, and calendars for other programs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from calendars.store import current_index
from jobs import clock
from workflow.resettle import moved_into_past

from .. import calendar_feed, ics, side
from ..calculator import Answer, answer
from ..desk import desk_of
from ..forms.calculator import CalculatorForm
from ..year_calendar import year_of
from .review import side_of
from .signed_in import SignedIn


@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    """The present year, in Shanghai."""
    return redirect("calendar", year=localdate(clock.now()).year)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The year, and the calculator with its answer; 404 with the reason where the calendar does not reach."""
    today, index = localdate(clock.now()), current_index()
    shown = year_of(index, year, today)
    if shown is None:
        context: dict[str, Any] = {"asked": year, "index": index, "today": today}
        return render(request, "calendar/beyond.html", context, status=404)
    form, answered = calculated(request)
    context = {"year": shown, "today": today, "form": form, "answer": answered, **feed_facts(request)}
    return render(request, "calendar/year.html", context)


def calculated(request: HttpRequest) -> tuple[CalculatorForm, Answer | None]:
    """The calculator as asked in the address, or empty with today's receipt."""
    if "received_on" not in request.GET:
        return CalculatorForm(initial={"received_on": localdate(clock.now())}), None
    form = CalculatorForm(request.GET)
    return form, answer(current_index(), form.asked) if form.is_valid() else None


def feed_facts(request: HttpRequest) -> dict[str, Any]:
    """The private address of whoever is signed in; it is shown to him alone."""
    if not request.user.is_authenticated:
        return {}
    token = calendar_feed.token_of(request.user)
    address = request.build_absolute_uri(reverse("calendar-mine", args=[token])) if token else ""
    return {"feed": {"address": address}}


@cache_control(public=True, max_age=3600)
@require_safe
def year_ics(request: HttpRequest, year: int) -> HttpResponse:
    """The holidays of a year; 404 where the calendar does not reach."""
    index = current_index()
    if not index.first.year <= year <= index.last.year:
        raise Http404
    with override("zh-hans"):
        body = ics.holidays(index, year, clock.now())
    return _as_calendar(body, f"workdays-{year}.ics")


@cache_control(private=True, no_store=True)
@require_safe
def mine_ics(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own deadlines, for a program that cannot sign in: the address is the key."""
    user = calendar_feed.user_of(token)
    if user is None:
        raise Http404
    with override("zh-hans"):
        body = ics.deadlines(calendar_feed.deadlines_of(user), clock.now())
    response = _as_calendar(body, "deadlines.ics")
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_POST
def feed(request: SignedIn) -> HttpResponse:
    """Make the private address, make it anew, or take it back."""
    if request.POST.get("act") == "revoke":
        calendar_feed.revoke(request.user)
        messages.success(request, _("订阅地址已停用，原地址不能再打开。"))
    else:
        calendar_feed.renew(request.user, clock.now())
        messages.success(request, _("订阅地址已生成。此前的地址同时失效。"))
    return redirect(f"{reverse('calendar', args=[localdate(clock.now()).year])}#feed")


@login_required
@require_safe
def moved(request: SignedIn) -> HttpResponse:
    """Open cases that a notice has made late: for those who have them and for the supervisors."""
    desk = desk_of(request.user, clock.now())
    rows = moved_into_past().filter(case__in=desk.visible().order_by().values("pk"))
    return render(request, "calendar/moved.html", {"rows": rows, "desk": desk, "side": side_of(desk, side.MOVED)})


def _as_calendar(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=ics.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
