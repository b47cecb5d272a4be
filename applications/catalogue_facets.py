"""What the catalogue can be narrowed to, with the number of data sets behind each choice.

A facet counts under all other filters but not under its own, so that its other choices stay to be had.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .forms.catalogue_search import CatalogueSearch, offers, with_modes
from .models import Dataset, DeliveryMode, Grade

# Choices that are shown at once; the others unfold.
SHOWN = 6
# How many data sets there are behind each value: (value, label, number).
Counts = list[tuple[str, str, int]]


@dataclass(frozen=True)
class Option:
    """One choice; the address of a chosen one takes it back."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True)
class Facet:
    """One property with its choices; `more` are those that unfold."""

    title: str | Promise
    options: tuple[Option, ...]
    more: tuple[Option, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether what is chosen is among those that unfold."""
        return any(option.current for option in self.more)


def facets(search: CatalogueSearch, datasets: QuerySet[Dataset], address: Callable[..., str]) -> list[Facet]:
    """All facets that have anything to choose from: four queries. `address(name=value)` makes a link."""
    chosen = search.form.cleaned_data
    found = []
    for name, title, count in FACETS:
        value = chosen.get(name) or ""
        current = str(getattr(value, "pk", value))
        counts = count(search.leaving_out(name, datasets).order_by())
        options = [_option(name, current, one, address) for one in counts if one[2] or one[0] == current]
        if len(options) > 1 or current:
            found.append(Facet(title, tuple(options[:SHOWN]), tuple(options[SHOWN:])))
    return found


def _option(name: str, current: str, counted: tuple[str, str, int], address: Callable[..., str]) -> Option:
    value, label, count = counted
    chosen = value == current
    return Option(label, address(**{name: "" if chosen else value}), count, chosen)


def by_domain(datasets: QuerySet[Dataset]) -> Counts:
    """Most first."""
    return [(domain, domain, n) for domain, n in _most_first(datasets.values_list("domain").annotate(n=Count("pk")))]


def by_provider(datasets: QuerySet[Dataset]) -> Counts:
    counted = datasets.values_list("provider", "provider__name").annotate(n=Count("pk"))
    return [(str(pk), name, n) for pk, name, n in _most_first(counted)]


def by_grade(datasets: QuerySet[Dataset]) -> Counts:
    """In the order of the grades; data sets without one are counted nowhere."""
    counted = dict(datasets.values_list("grade").annotate(n=Count("pk")))
    return [(grade.value, str(grade.label), counted.get(grade.value, 0)) for grade in Grade]


def by_mode(datasets: QuerySet[Dataset]) -> Counts:
    """A data set may be handed over in several ways: it is counted for each."""
    wanted = {mode.value: Count("pk", filter=offers(mode.value)) for mode in DeliveryMode}
    counted = with_modes(datasets).aggregate(**wanted)
    return [(mode.value, str(mode.label), counted[mode.value]) for mode in DeliveryMode]


def _most_first(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (-row[-1], row[0]))


FACETS: tuple[tuple[str, str | Promise, Callable[[QuerySet[Dataset]], Counts]], ...] = (
    ("domain", _("领域"), by_domain),
    ("provider", _("数据提供单位"), by_provider),
    ("grade", _("数据级别"), by_grade),
    ("mode", _("提供方式"), by_mode),
)
