"""Monthly bulletins: the months that are over, the figures of each, its official document and its workbook."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from jobs import clock

from .. import bulletin, oversight, side
from ..board import axis_from, target
from ..desk import Desk
from ..documents.engine import render_bulletin
from ..monthly import closed_month, is_closed
from ..periods import A_MONTH, Period, closed_months, month_key, months_back, months_within
from ..punctuality import given, record
from ..spreadsheets import CONTENT_TYPE
from ..templatetags.dates import month_label
from .documents import Text, pdf
from .signed_in import SignedIn
from .supervision import overseeing_desk, side_for

SHOWN = 24  # months, the latest first


@login_required
@require_safe
def bulletins(request: SignedIn) -> HttpResponse:
    """The months that are over since the first application came in."""
    desk = overseeing_desk(request.user)
    months = months_of(desk.today)
    context = {
        "desk": desk,
        "rows": [
            (month_label(first, with_year=True), month_key(first), tally, links(first)) for first, tally in months
        ],
        "side": side_for(desk, side.BULLETINS),
    }
    return render(request, "supervision/bulletins.html", context)


def months_of(today: date) -> list[tuple[date, Any]]:
    """The latest SHOWN closed months with their tallies, the newest first: two queries."""
    begun = oversight.first_day()
    if begun is None or not is_closed(begun.replace(day=1), today):
        return []
    span = closed_months(today, SHOWN)
    period = Period(max(span.first, begun.replace(day=1)), span.last)
    tallies = record(given(oversight.every_case(), period), period).months
    return [(month, tallies[month]) for month in reversed(months_within(period))]


@login_required
@require_safe
def month(request: SignedIn, key: str) -> HttpResponse:
    """What the bulletin of a month says, each number leading to its cases."""
    desk, first = asked(request, key)
    found = closed_month(first)
    context = {
        "desk": desk,
        "month": found,
        "title": month_label(first, with_year=True),
        "key": key,
        "target": target(),
        "axis_from": axis_from(target()),
        "links": links(first),
        "neighbours": neighbours(first, desk.today),
        "side": side_for(desk, side.BULLETINS),
    }
    return render(request, "supervision/month.html", context)


@login_required
@require_safe
def month_pdf(request: SignedIn, key: str) -> HttpResponseBase:
    """The official document."""
    _desk, first = asked(request, key)
    facts = bulletin.bulletin_facts(closed_month(first), target())
    with override("zh-hans"):
        name = _("%(month)s办理情况通报.pdf") % {"month": f"{first.year}年{first.month}月"}
    return pdf(request, Text(facts.digest, lambda: render_bulletin(facts)), name)


@login_required
@require_safe
def month_xlsx(request: SignedIn, key: str) -> HttpResponse:
    """The figures as a workbook."""
    _desk, first = asked(request, key)
    response = HttpResponse(bulletin.workbook(closed_month(first)), content_type=CONTENT_TYPE)
    name = _("%(month)s办理情况.xlsx") % {"month": month_key(first)}
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def asked(request: SignedIn, key: str) -> tuple[Desk, date]:
    """The reader's desk and the month; 404 for who does not oversee, and for a month that is not over."""
    desk = overseeing_desk(request.user)
    first = date.fromisoformat(f"{key}-01") if A_MONTH.fullmatch(key) else None
    if first is None or not is_closed(first, localdate(clock.now())):
        raise Http404
    return desk, first


def links(first: date) -> dict[str, str]:
    """Where a month is read, as a page, a document and a workbook."""
    key = month_key(first)
    return {name: reverse(f"bulletin{rest}", args=[key]) for name, rest in FORMS.items()}


FORMS = {"page": "", "pdf": "-pdf", "xlsx": "-xlsx"}


def neighbours(first: date, today: date) -> dict[str, str]:
    """The months before and after, where they are over."""
    after = months_back(first, -1)
    found = {"before": reverse("bulletin", args=[month_key(months_back(first, 1))])}
    return found | ({"after": reverse("bulletin", args=[month_key(after)])} if is_closed(after, today) else {})
