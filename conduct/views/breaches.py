"""Breaches: reporting one, open to all; and the pages of the officials who deal with them."""

from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from applications import side
from applications.desk import desk_of
from applications.views.listing import address
from applications.views.review import side_of
from applications.views.signed_in import SignedIn
from jobs import clock
from workflow.access import lately_of

from .. import recording
from ..access import breaches_seen_by, may_know_reporter
from ..actions.report_breach import report_breach
from ..decision_paper import has_paper
from ..forms.breach_acts import ACTS, ActForm
from ..forms.report import ReportForm
from ..models import Breach, ListEntry, Stage
from ..offers import offered
from ..refusals import NotAtThisStage
from ..words import sentences
from .one_of import one_of

PER_PAGE = 20
PARTS = ("body", "person", "handler", "reporter", "hearing__said_by", "finding__by", "finding__appeal__decided_by")
TABS: dict[str, tuple[Stage, ...]] = {
    "open": (Stage.REPORTED, Stage.EXAMINING, Stage.HEARING),
    "appealed": (Stage.APPEALED,),
    "done": (Stage.DECIDED, Stage.CLOSED),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Anybody may report, also without a name; so many in an hour from one network address."""
    person = request.user if isinstance(request.user, User) else None
    initial = {name: request.GET.get(name, "")[:200] for name in ("said_body", "said_data")}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial, signed_in=bool(person))
    if request.method == "POST":
        if not ratelimit.consume(request, action="report_breach"):
            return ratelimit.respond_429(request)
        if form.is_valid():
            said = dict(form.cleaned_data)
            unnamed = said.pop("unnamed", True)
            made = report_breach(**said, reporter=None if unnamed else person, now=clock.now())
            messages.success(
                request, _("线索已收到，编号 %(number)s。督办人员将依法核查，并为您保密。") % {"number": made.number}
            )
            return redirect("report-breach")
    crumbs = [(_("首页"), reverse("home")), (_("违规举报"), "")]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "conduct/report.html", {"form": form, "crumbs": crumbs}, status=status)


@login_required
@require_safe
def breaches(request: SignedIn) -> HttpResponse:
    """What waits, and what is done; for departments what concerns their data."""
    desk = desk_of(request.user, clock.now())
    tab = request.GET.get("tab", "open")
    tab = tab if tab in TABS else "open"
    seen = breaches_seen_by(request.user)
    found = seen.filter(stage__in=TABS[tab]).select_related("body", "person", "handler").order_by("-pk")
    names = {"open": _("核查处理中"), "appealed": _("申诉中"), "done": _("已处理")}
    tabs = [
        {
            "label": names[name], "url": address(request, tab="" if name == "open" else name), "current": name == tab,
            "count": seen.filter(stage__in=stages).count(),
        }
        for name, stages in TABS.items()
    ]  # fmt: skip
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": tabs,
        "side": side_of(desk, side.BREACHES),
    }
    return render(request, "conduct/breaches.html", context)


@login_required
@require_safe
def breach_list(request: SignedIn) -> HttpResponse:
    """The breach list (违规名单), for officials; entries of bodies that the reader belongs to are among them."""
    now = clock.now()
    desk, today = desk_of(request.user, now), localdate(now)
    known = ListEntry.objects.select_related("body", "person", "finding__breach").order_by("-until", "-pk")
    page = Paginator(known, PER_PAGE).get_page(request.GET.get("page"))
    mine = set(lately_of(request.user).values_list("organisation", flat=True))
    context = {
        "page": page,
        "rows": [(entry, entry.counts(today), entry.body_id not in mine) for entry in page.object_list],
        "links": desk.oversees,
        "side": side_of(desk, side.BREACHES),
        "crumbs": [(_("违规处理"), reverse("breaches")), (_("违规名单"), "")],
    }
    return render(request, "conduct/list.html", context)


@login_required
@never_cache
@require_safe
def breach(request: SignedIn, pk: int) -> HttpResponse:
    """One breach: what was said, what was found out, and the next steps."""
    return breach_page(request, one_of(breaches_seen_by(request.user), pk, *PARTS))


@login_required
@never_cache
@require_POST
def act(request: SignedIn, pk: int, act: str) -> HttpResponse:
    """Take one step; what is wrong is said on its form, with what was typed."""
    found, now = one_of(breaches_seen_by(request.user), pk, *PARTS), clock.now()
    if act not in ACTS:
        raise Http404
    form = ACTS[act](request.POST, breach=found, today=localdate(now))
    if not form.is_valid():
        if act not in offered(found, request.user, localdate(now)):
            raise NotAtThisStage
        return breach_page(request, found, wrong=form)
    form.carry_out(request.user, now)
    messages.success(request, _("已办理：%(act)s。") % {"act": form.title})
    still_seen = breaches_seen_by(request.user).filter(pk=pk).exists()
    return redirect("breach", pk) if still_seen else redirect("breaches")


def breach_page(request: SignedIn, found: Breach, wrong: ActForm | None = None) -> HttpResponse:
    now = clock.now()
    desk, today = desk_of(request.user, now), localdate(now)
    forms = [ACTS[name](breach=found, today=today) for name in offered(found, request.user, today)]
    if wrong is not None:
        forms = [wrong if form.act == wrong.act else form for form in forms]
    finding = getattr(found, "finding", None)
    context: dict[str, Any] = {
        "breach": found,
        "hearing": getattr(found, "hearing", None),
        "finding": finding,
        "entry": getattr(finding, "entry", None),
        "appeal": getattr(finding, "appeal", None),
        "paper": reverse("breach-decision", args=[found.pk]) if has_paper(found) else "",
        "applications": found.applications.select_related("case__provider", "dataset").order_by("pk"),
        "knows_reporter": may_know_reporter(request.user, found),
        "forms": forms,
        "wrong": wrong,
        "entries": sentences(recording.entries_of(found)),
        "crumbs": [(_("违规处理"), reverse("breaches")), (found.number, "")],
        "side": side_of(desk, side.BREACHES),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "conduct/breach.html", context, status=status)
