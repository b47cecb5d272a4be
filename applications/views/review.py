"""The pages of the officers who deal with applications: the queue, and one case with everything on it."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs import clock
from workflow.states import State

from .. import holidays_ahead, keeping, office_file, phrases, presence, side, workbook
from .. import queue as work
from ..case_clock import clock_view
from ..desk import Desk, desk_of
from ..forms.queue_filter import QueueFilter
from ..next_case import next_case
from ..offers import offered
from ..office_actions import actions_of
from ..office_clock import office_face
from ..office_turn import turn
from ..oversight import totals
from ..periods import month_of
from ..shell import remember
from .dossier import dossier, inner_file, sections
from .listing import address, chosen_cases, listing
from .records import office_application
from .signed_in import SignedIn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABS = (
    work.MINE,
    work.DEPARTMENT,
    *(stage.value for stage in (*work.STAGES, *work.OTHER_STAGES)),
    work.ENDED,
    work.ASKED,
)


@login_required
@require_safe
def queue(request: SignedIn) -> HttpResponse:
    """The officer's work in hand; supervisors without a department have their own pages."""
    desk = desk_of(request.user, clock.now())
    remember(request, desk.roles)
    if not desk.departments:
        return redirect("supervision")
    tab = tab_of(request)
    coming = holidays_ahead.ahead(desk.index, desk.today)
    counts = work.counts(desk, coming.holiday.first_back if coming.holiday else None)
    handled = tab == work.DEPARTMENT and request.GET.get("handler") == "mine"
    context = {
        "desk": desk,
        "works_today": desk.index.is_working_day(desk.today),
        "notices": holidays_ahead.sentences(coming, counts.falling_due),
        "tab": tab,
        "tabs": tabs(request, counts, tab),
        "side": side.reviewer_side(counts, side.HANDLED_BY_ME if handled else tab),
        "export_url": f"{reverse('queue-export')}?{request.GET.urlencode()}",
        "assigns": bool(desk.assigning),
        **listed(request, desk, tab, counts),
    }
    return render(request, "review/queue.html", context)


@login_required
@require_safe
def export(request: SignedIn) -> FileResponse:
    """The list behind the same address as a workbook; it is written to a file and sent from there piece by piece."""
    desk, tab = desk_of(request.user, clock.now()), tab_of(request)
    if not desk.departments:
        raise Http404
    behind = tab in work.BEHIND
    order = work.newest_first if behind else work.in_order
    cases = chosen_cases(request, desk, work.tab_cases(desk, tab), filters=QueueFilter, order=order, by_lamp=not behind)
    file = TemporaryFile()  # noqa: SIM115  the answer closes it
    workbook.write(desk, cases, office_face, file)
    file.seek(0)
    name = _("办件列表_%(day)s.xlsx") % {"day": f"{desk.today:%Y%m%d}"}
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def tab_of(request: HttpRequest) -> str:
    """The tab that is chosen by the address; his own work for any other word."""
    tab = request.GET.get("tab", "")
    return tab if tab in TABS else work.MINE


def listed(request: HttpRequest, desk: Desk, tab: str, counts: work.Counts) -> dict[str, Any]:
    """The cases of a tab: by the time that is left, or those behind the office from the latest."""
    cases = work.tab_cases(desk, tab)
    if tab in work.BEHIND:
        known, order = {"all": min(counts.of(tab), work.REACH)}, work.newest_first
        return listing(
            request, desk, cases, filters=QueueFilter, order=order, by_lamp=False, counted=known, reach=work.REACH
        )
    known, halves = counts.by_lamp(tab), work.halves(desk, tab)
    return listing(request, desk, cases, filters=QueueFilter, counted=known, halves=halves)


def tabs(request: HttpRequest, counts: work.Counts, current: str) -> list[dict[str, Any]]:
    """The officer's work, all of his departments, then stage by stage; those without a tab only while shown."""
    names = {
        work.MINE: _("我的待办"),
        work.DEPARTMENT: _("部门在办"),
        work.ENDED: _("已办结"),
        work.ASKED: _("会签记录"),
    }
    return [
        {
            "label": names.get(tab) or State(tab).label,
            "url": address(request, tab="" if tab == work.MINE else tab, lamp=""),
            "current": tab == current,
            "count": work.shown(counts.of(tab)),
        }
        for tab in TABS
        if tab not in (*work.OTHER_STAGES, work.ASKED) or tab == current or (tab == work.ASKED and counts.of(tab))
    ]


@login_required
@require_safe
def case(request: SignedIn, pk: int) -> HttpResponse:
    """One case: the clock and why, the dossier, the record, and all that the officer may do now."""
    application = office_application(request.user, pk)
    now = clock.now()
    desk, offers = desk_of(request.user, now), offered(application, request.user, now)
    asked = list(office_file.consultations(application.case, desk))
    acts = desk.has_the_turn(application.case, offers.file.consulted_ids)
    presence.mark(request.user, application, now)
    presence.forget_old(request.user, now)
    actions = actions_of(offers, keeping.kept_of(request.user, application))
    phrases.offer(actions.forms, phrases.offered_to([one.pk for one in desk.departments]))
    context = {
        "application": application,
        "case": application.case,
        "watchers": presence.others(request.user, application, now),
        "poll": presence.POLL,
        "next": next_case(desk, application.case) if desk.departments else None,
        "desk": desk,
        "clock": clock_view(application.case.deadlines.all(), desk.index, desk.today),
        "turn": turn(application.case, asked, acts),
        "acts": acts,
        "actions": actions,
        "consultations": asked,
        "side": side_of(desk),
        **dossier(application),
        **(inner_file(application, desk) if office_file.reads_as_office(desk, application.case) else {}),
    }
    return render(request, "review/case.html", {**context, "sections": sections(context)})


def side_of(desk: Desk, current: str = "") -> side.Menu:
    """The menu of the pages that the person works on; `current` is the entry being shown, of those in both menus."""
    if desk.departments:
        return side.reviewer_side(work.counts(desk), current)
    return side.supervisor_side(totals(desk.visible(), desk, month_of(desk.today)), current, presses=desk.may_press)
