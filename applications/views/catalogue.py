"""The catalogue: what there is, and one data set with all that a person wants to know before he applies."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs import clock

from ..answer_record import answer_record
from ..catalogue_facets import facets
from ..catalogue_suggestions import suggestions
from ..checklist import REQUIRED_TEXTS, required_attachments
from ..entrance import Entrance, entrance
from ..forms.catalogue_search import FAST_TRACK, CatalogueSearch, counted, opened, with_parts
from ..importing.field_types import label_of
from ..models import ApplicantKind, Dataset, Openness
from ..promise import promise, reply_standard
from ..shell import is_officer, roles_of
from .listing import address

PAGE = 15
# Characters of a search that are looked at.
LONGEST = 100


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The list in the catalogue's own order, filtered by the address; only its results when htmx asks for them."""
    search = CatalogueSearch(request.GET, queryset=Dataset.objects.order_by("pk"))
    kind = request.GET.get("openness", "")
    openness = opened(Dataset.objects.all(), kind)
    found = with_parts(opened(search.qs, kind), search.words)
    standard = reply_standard(localdate(clock.now()))
    context = {
        "search": search.form,
        "kept": kept(request),
        "facets": facets(search, openness, partial(address, request)),
        "tag": search.form.cleaned_data.get("tag", ""),
        "without_tag": address(request, tag=""),
        "working_days": standard.working_days if standard else None,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "chips": chips(request, counted(search.qs), kind),
        "openness": kind,
        "filtering": bool(kind) or any(search.form.cleaned_data.values()),
    }
    response = render(request, f"catalogue/{'results' if wants_part(request) else 'catalogue'}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A few lines under the search field, for htmx; without it the search itself finds the same."""
    found = suggestions(request.GET.get("q", "")[:LONGEST])
    return render(request, "catalogue/suggestions.html", {"suggestions": found})


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was chosen by links, for the form to send along with new words."""
    names = ("openness", "domain", "provider", "grade", "mode", "tag")
    return [(name, request.GET[name]) for name in names if request.GET.get(name)]


def wants_part(request: HttpRequest) -> bool:
    """htmx asks for a part, except when it brings back a page from the history."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def chips(request: HttpRequest, counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    """The kinds of openness with their numbers; a kind that the catalogue has none of is left out."""
    labels = [("", _("全部")), (Openness.CONDITIONAL.value, Openness.CONDITIONAL.label), (FAST_TRACK, _("免申即用"))]
    labels += [(kind.value, kind.label) for kind in (Openness.UNCONDITIONAL, Openness.CLOSED)]
    known = current if current in counts else ""
    return [
        {"label": label, "url": address(request, openness=kind), "current": kind == known, "count": counts[kind]}
        for kind, label in labels
        if counts[kind] or kind in ("", known)
    ]


@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """One data set: what it holds, on which conditions, for whom, how long it takes, and the way in."""
    shown = get_object_or_404(Dataset.objects.select_related("provider").prefetch_related("fields", "tags"), code=code)
    context = {
        "dataset": shown,
        "crumbs": [(_("数据目录"), reverse("catalogue")), (shown.title, "")],
        "facts": facts(shown),
        "rows": [(field, label_of(field.type)) for field in shown.fields.all()],
    }
    if shown.can_be_applied_for():
        today = localdate(clock.now())
        context |= {
            "today": today,
            "promise": promise(today),
            "record": answer_record(shown, today),
            "needs": needs(shown),
            "entrance": way_in(request, shown),
        }
    return render(request, "catalogue/dataset.html", context)


def facts(shown: Dataset) -> list[tuple[Any, Any]]:
    """What the catalogue states beside the description."""
    rows = [
        (_("领域"), shown.domain),
        (_("提供单位"), shown.provider.name),
        (_("开放类型"), shown.get_openness_display()),
        (_("数据级别"), shown.get_grade_display()),
        (_("更新频率"), shown.get_update_frequency_display()),
    ]
    if shown.row_count:
        rows.append((_("数据量"), _("%(n)d 行") % {"n": shown.row_count}))
    if shown.updated_on:
        rows.append((_("更新日期"), shown.updated_on.isoformat()))
    return [*rows, (_("来源"), shown.source)]


def needs(shown: Dataset) -> dict[str, Any]:
    """The check-list of an application, before there is one: what to write, and what to attach."""
    kinds = [ApplicantKind(kind) for kind in shown.applicant_kinds]
    asked = {kind: required_attachments(kind) for kind in kinds}
    every = dict.fromkeys(document for documents in asked.values() for document in documents)
    files = [(document.label, [kind.label for kind in kinds if document in asked[kind]]) for document in every]
    return {
        "texts": [title for _field, title, _todo in REQUIRED_TEXTS],
        "files": [{"title": title, "only": only if len(only) < len(kinds) else []} for title, only in files],
    }


def way_in(request: HttpRequest, shown: Dataset) -> Entrance | None:
    """The person's choices; None for a visitor, who signs in first."""
    if not request.user.is_authenticated:
        return None
    return entrance(shown, request.user, is_officer=is_officer(roles_of(request, request.user)))
