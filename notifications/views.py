"""The inbox: what a person was told, and the way to where he acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.views.signed_in import SignedIn
from jobs import clock
from workflow import access

from .models import Message
from .wording import READ, in_english

PER_PAGE = 20
UNREAD = "unread"


@login_required
@require_safe
def inbox(request: SignedIn) -> HttpResponse:
    """The person's messages, unread ones first; `?show=unread` leaves out the others."""
    mine = Message.objects.to(request.user)
    counts = mine.aggregate(every=Count("pk"), unread=Count("pk", filter=Q(read_at__isnull=True)))
    only_unread = request.GET.get("show") == UNREAD
    listed = mine.unread() if only_unread else mine
    paginator = Paginator(listed.unread_first().select_related("case__application__dataset"), PER_PAGE)
    paginator.count = counts["unread" if only_unread else "every"]
    context = {
        "page": paginator.get_page(request.GET.get("page")),
        "tabs": tabs(counts, only_unread),
        "only_unread": only_unread,
        "unread_count": counts["unread"],
        "newest": mine.values_list("pk", flat=True).first() if counts["unread"] else None,
    }
    return render(request, "notifications/inbox.html", context)


def tabs(counts: dict[str, int], only_unread: bool) -> list[dict[str, object]]:
    """The two views of the inbox."""
    address = reverse("messages")
    return [
        {"label": _("全部消息"), "url": address, "current": not only_unread, "count": counts["every"]},
        {"label": _("未读"), "url": f"{address}?show={UNREAD}", "current": only_unread, "count": counts["unread"]},
    ]


@login_required
@require_safe
def message(request: SignedIn, pk: int) -> HttpResponse:
    """One message of the person's own; it counts as read from now on."""
    found = get_object_or_404(Message.objects.to(request.user).select_related(*READ), pk=pk)
    if found.read_at is None:
        found.read_at = clock.now()
        found.save(update_fields=["read_at"])
    context = {
        "message": found,
        "english": in_english(found) if get_language() == "en" else None,
        # Who has left the body or the department keeps what he was told, but not the way to the case.
        "may_act": found.case is None or access.visible_to(request.user).filter(pk=found.case_id or 0).exists(),
        "crumbs": [(_("消息"), reverse("messages")), (found.headline, "")],
    }
    return render(request, "notifications/message.html", context)


@login_required
@require_POST
def mark_read(request: SignedIn) -> HttpResponse:
    """Mark as read all that the page knew of: `until` is its newest message, later ones stay unread."""
    waiting = Message.objects.to(request.user).unread()
    until = request.POST.get("until", "")
    if until.isdecimal():
        waiting = waiting.filter(pk__lte=int(until))
    count = waiting.update(read_at=clock.now())
    if count:
        said = ngettext("已将 %(count)d 条消息标为已读。", "已将 %(count)d 条消息标为已读。", count)
        messages.success(request, said % {"count": count})
    return redirect("messages")
