"""What a person may mean while he types: data sets, tags, fields and departments that have his words in their names,
and data sets that are described by them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .forms.catalogue_search import MOST_WORDS, departments
from .models import Dataset, DatasetField, DatasetTag

# Of each kind, so that none crowds out the others.
DATASETS, TAGS, FIELDS, DEPARTMENTS = 5, 3, 3, 2
# Characters shown on each side of a word that was found in a description.
AROUND = 10


@dataclass(frozen=True)
class Suggestion:
    """One line: what it is, what it is called, where it leads."""

    kind: str | Promise
    label: str
    url: str
    note: str = ""


def suggestions(typed: str) -> list[Suggestion]:
    """The best of each kind; four or five queries, none for nothing."""
    words = typed.replace("\0", " ").split()[:MOST_WORDS]
    return list(_found(words)) if words else []


def _found(words: list[str]) -> Iterator[Suggestion]:
    named = list(Dataset.objects.filter(_every(words, "title")).order_by("title", "pk")[:DATASETS])
    for dataset in named:
        yield Suggestion(_("数据集"), dataset.title, reverse("dataset", args=[dataset.code]), dataset.domain)
    yield from _described(words, {dataset.pk for dataset in named})
    tags = DatasetTag.objects.filter(_every(words, "name")).order_by("name").values_list("name", flat=True)
    for tag in tags.distinct()[:TAGS]:
        yield Suggestion(_("标签"), tag, _search(tag=tag))
    fields = DatasetField.objects.filter(_every(words, "title") | _every(words, "name")).order_by("title")
    for title in fields.values_list("title", flat=True).distinct()[:FIELDS]:
        yield Suggestion(_("字段"), title, _search(q=title))
    for department in departments().filter(_every(words, "name"))[:DEPARTMENTS]:
        yield Suggestion(_("单位"), department.name, _search(provider=str(department.pk)))


def _described(words: list[str], named: set[int]) -> Iterator[Suggestion]:
    """In the places that are left, data sets whose description has the words, with what it says around them."""
    if len(named) == DATASETS:
        return
    found = Dataset.objects.filter(_every(words, "description")).exclude(pk__in=named).order_by("title", "pk")
    for dataset in found[: DATASETS - len(named)]:
        note = around(dataset.description, words[0])
        yield Suggestion(_("数据集"), dataset.title, reverse("dataset", args=[dataset.code]), note)


def around(text: str, word: str) -> str:
    """A few characters of a text on both sides of a word in it."""
    place = max(0, text.lower().find(word.lower()))
    first, last = max(0, place - AROUND), place + len(word) + AROUND
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _every(words: list[str], column: str) -> Q:
    found = Q()
    for word in words:
        found &= Q(**{f"{column}__icontains": word})
    return found


def _search(**wanted: str) -> str:
    return f"{reverse('catalogue')}?{urlencode(wanted)}"
