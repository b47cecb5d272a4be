"""The filters above a list of cases, all of them in the address; what is not known there is passed over."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User

from ..lateness import CHOICES as LATENESS
from ..lateness import with_reason
from ..models import ApplicantKind, Application, Dataset, RiskLevel
from ..office_clock import Clocked
from ..queue import IN_HAND

ALL = _("全部")
UNASSESSED = "none"
FEW = 100
# A condition that no case meets. Where it is one of two, PostgreSQL looks at each case of the queue and asks whether
# its applicant is among those found; else it may go from a thousand applicants to all the cases they ever had.
NEVER = Q(number="")


class CaseFilter(django_filters.FilterSet):
    """Keyword, kind of applicant, risk."""

    q = django_filters.CharFilter(
        label=_("关键词"),
        method="by_keyword",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("申请编号、数据集或申请人")}),
    )
    kind = django_filters.ChoiceFilter(
        label=_("申请人类型"),
        method="by_kind",
        choices=ApplicantKind.choices,
        empty_label=ALL,
    )
    risk = django_filters.ChoiceFilter(
        label=_("风险等级"),
        method="by_risk",
        choices=[*reversed(RiskLevel.choices), (UNASSESSED, _("未评估"))],
        empty_label=ALL,
    )

    def by_keyword(self, cases: Clocked, name: str, value: str) -> Clocked:
        """Every word must be found in the number, the data set or the applicant. Data sets, bodies and people are few
        beside the cases: they are looked up first, so that no case is joined only to be read."""
        for word in value.split():
            cases = cases.filter(numbered(word, cases) | named(word, self.request))
        return cases

    def by_kind(self, cases: Clocked, name: str, value: str) -> Clocked:
        """As applications.eligibility.applicant_kind_of has it: who applies for no body is a natural person."""
        if value == ApplicantKind.NATURAL_PERSON:
            return cases.filter(body__isnull=True)
        return cases.filter(NEVER | Q(body__in=Organisation.objects.filter(kind=value).order_by().values("pk")))

    def by_risk(self, cases: Clocked, name: str, value: str) -> Clocked:
        return cases.filter(risk__isnull=True) if value == UNASSESSED else cases.filter(risk=value)


class QueueFilter(CaseFilter):
    """For officers of a department: who handles it."""

    handler = django_filters.ChoiceFilter(
        label=_("承办人"),
        method="by_handler",
        choices=[("mine", _("我承办的")), ("unassigned", _("未分派"))],
        empty_label=ALL,
    )

    def by_handler(self, cases: Clocked, name: str, value: str) -> Clocked:
        return cases.filter(handler=self.request.user if value == "mine" else None)


class OversightFilter(CaseFilter):
    """For supervisors: which department, and of late replies the reason."""

    # Where the cases in hand stand.
    state = django_filters.ChoiceFilter(label=_("环节"), choices=[(s.value, s.label) for s in IN_HAND], empty_label=ALL)
    lateness = django_filters.ChoiceFilter(label=_("超期原因"), method="by_lateness", choices=LATENESS, empty_label=ALL)

    department = django_filters.ModelChoiceFilter(
        label=_("责任部门"), field_name="provider", queryset=lambda request: providers(), empty_label=ALL
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters.move_to_end("department", last=False)
        self.filters.move_to_end("q", last=False)
        figure = self.data.get("figure", "open_cases")
        if figure != "closed_late":
            del self.filters["lateness"]
        if figure != "open_cases":
            del self.filters["state"]

    def by_lateness(self, cases: Clocked, name: str, value: str) -> Clocked:
        return with_reason(cases, value)


def numbered(word: str, cases: Clocked) -> Q:
    """Those of the cases with this word in their number, such as SQ-2026-000173; all numbers are read for it, so that
    is done once, and not for a word that can stand in none."""
    if not word.isascii():
        return NEVER
    contains = Q(number__contains=word.upper())
    found = list(cases.filter(contains).order_by().values_list("pk", flat=True)[: FEW + 1])
    return NEVER | Q(pk__in=found) if len(found) <= FEW else contains


def named(word: str, request: Any) -> Q:
    """The cases with this word, as keys of what has it; a page asks for several lists by the same word, so the answer
    stays with its request."""
    known: dict[str, Q] = request.__dict__.setdefault("wuri_named", {})
    if word not in known:
        about = Application.objects.filter(dataset__in=keys(Dataset.objects.filter(title__icontains=word)))
        known[word] = (
            Q(pk__in=about.values("pk"))
            | Q(body__in=keys(Organisation.objects.filter(name__icontains=word)))
            | Q(body__isnull=True, applicant__in=keys(User.objects.filter(name__icontains=word)))
        )
    return known[word]


def keys(found: QuerySet[Any]) -> Any:
    """The keys of the records, read now; of many, the question for them: a long list is dear to write down."""
    asked = found.order_by().values_list("pk", flat=True)
    first = list(asked[: FEW + 1])
    return first if len(first) <= FEW else asked


def providers() -> QuerySet[Organisation]:
    """The departments that provide data, by name."""
    return Organisation.objects.filter(datasets__isnull=False).distinct().order_by("name")
