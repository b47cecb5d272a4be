"""Searching the catalogue: every filter stands in the address, and what is not known there is passed over.

The numbers beside what one can filter by are in applications/catalogue_facets.py.
"""

from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..models import Dataset, DatasetField, DatasetTag, DeliveryMode, Grade, Openness

ALL = _("全部")
# More words than anyone types; each costs the database one look at every text.
MOST_WORDS = 8
FAST_TRACK = "fast_track"


def domains() -> list[tuple[str, str]]:
    """The domains that the catalogue has, in their own order of first codes."""
    names = Dataset.objects.order_by("code").values_list("domain", flat=True)
    return [(name, name) for name in dict.fromkeys(names)]


def departments(request: Any = None) -> QuerySet[Organisation]:
    """Those that provide any data set."""
    return Organisation.objects.filter(Exists(Dataset.objects.filter(provider=OuterRef("pk")))).order_by("pk")


class CatalogueSearch(django_filters.FilterSet):
    """Keyword; domain, department, grade, delivery mode and tag by links, as is the kind of openness (`opened`)."""

    q = django_filters.CharFilter(
        label=_("关键词"),
        method="by_words",
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": _("数据集、字段、标签或者单位名称"),
                "maxlength": 100,
                "autocomplete": "off",
                "hx-get": reverse_lazy("catalogue-suggest"),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": "#suggest",
                "hx-params": "q",
                "hx-push-url": "false",
                "hx-sync": "this:replace",
            }
        ),
    )
    domain = django_filters.ChoiceFilter(label=_("领域"), choices=domains, empty_label=ALL)
    provider = django_filters.ModelChoiceFilter(label=_("数据提供单位"), queryset=departments, empty_label=ALL)
    grade = django_filters.ChoiceFilter(label=_("数据级别"), choices=Grade.choices, empty_label=ALL)
    mode = django_filters.ChoiceFilter(
        label=_("提供方式"), method="by_mode", choices=DeliveryMode.choices, empty_label=ALL
    )
    tag = django_filters.CharFilter(label=_("标签"), method="by_tag")

    class Meta:
        model = Dataset
        fields: list[str] = []

    @property
    def words(self) -> list[str]:
        """What is looked for; other filters may be wrong without harm."""
        self.form.full_clean()
        return str(self.form.cleaned_data.get("q") or "").split()[:MOST_WORDS]

    def leaving_out(self, name: str, datasets: QuerySet[Dataset]) -> QuerySet[Dataset]:
        """The data sets by all filters but one: what there would be to choose from instead of it."""
        self.form.full_clean()
        for other, value in self.form.cleaned_data.items():
            if other != name:
                datasets = self.filters[other].filter(datasets, value)
        return datasets

    def by_words(self, datasets: QuerySet[Dataset], name: str, value: str) -> QuerySet[Dataset]:
        """Every word must be found: in title, description, code, domain, provider, a tag, or the name of a field."""
        for word in value.split()[:MOST_WORDS]:
            datasets = datasets.filter(
                Q(title__icontains=word)
                | Q(description__icontains=word)
                | Q(code__icontains=word)
                | Q(domain__icontains=word)
                | Q(provider__name__icontains=word)
                | Exists(DatasetTag.objects.filter(dataset=OuterRef("pk"), name__icontains=word))
                | Exists(_fields_with(word).filter(dataset=OuterRef("pk")))
            )
        return datasets

    def by_mode(self, datasets: QuerySet[Dataset], name: str, value: str) -> QuerySet[Dataset]:
        return with_modes(datasets).filter(offers(value))

    def by_tag(self, datasets: QuerySet[Dataset], name: str, value: str) -> QuerySet[Dataset]:
        return datasets.filter(Exists(DatasetTag.objects.filter(dataset=OuterRef("pk"), name=value)))


def with_modes(datasets: QuerySet[Dataset]) -> QuerySet[Dataset]:
    """A list in JSON: SQLite has no lookup for its members, so its text is looked at on both databases."""
    return datasets.annotate(delivery_modes_text=Cast("delivery_modes", TextField()))


def offers(mode: str) -> Q:
    """Those that are handed over so, of data sets `with_modes`."""
    return Q(delivery_modes_text__contains=f'"{mode}"')


def opened(datasets: QuerySet[Dataset], openness: str) -> QuerySet[Dataset]:
    """Those of one kind of openness, or the ones that open at once; all for anything else."""
    if openness == FAST_TRACK:
        return datasets.filter(fast_track=True)
    return datasets.filter(openness=openness) if openness in Openness.values else datasets


def counted(datasets: QuerySet[Dataset]) -> dict[str, int]:
    """How many there are of each kind of openness, in one query; "" for all."""
    kinds = {kind: Count("pk", filter=Q(openness=kind)) for kind in Openness.values}
    found = datasets.aggregate(every=Count("pk"), **{FAST_TRACK: Count("pk", filter=Q(fast_track=True))}, **kinds)
    return {"": found.pop("every"), **found}


def with_parts(datasets: QuerySet[Dataset], words: list[str]) -> QuerySet[Dataset]:
    """What a list shows: provider, tags, `field_count`, and in `matching` the fields in which the words were found."""
    count = DatasetField.objects.filter(dataset=OuterRef("pk")).order_by().values("dataset").annotate(n=Count("pk"))
    datasets = datasets.select_related("provider").prefetch_related("tags")
    datasets = datasets.annotate(field_count=Coalesce(Subquery(count.values("n")), 0))
    if not words:
        return datasets
    found = Q()
    for word in words:
        found |= Q(name__icontains=word) | Q(title__icontains=word)
    return datasets.prefetch_related(
        Prefetch("fields", queryset=DatasetField.objects.filter(found).order_by("position"), to_attr="matching")
    )


def _fields_with(word: str) -> QuerySet[DatasetField]:
    return DatasetField.objects.filter(Q(name__icontains=word) | Q(title__icontains=word))
