"""The check-list of a data set and kind of applicant: which version an application goes by, how one comes into force.

The applicant sees it while he writes, the handler ticks it before he accepts, and what is wanting can be asked for by
the same words.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.guards import Missing

from .models import Application, ChecklistVersion, Dataset
from .refusals import ChecklistChanged


@dataclass(frozen=True)
class Check:
    """One thing to be checked: `key` stays through the versions, `hint` says what it takes."""

    key: str
    title: str
    hint: str = ""


@dataclass(frozen=True)
class Checks:
    """A version, or nothing at all."""

    version: int = 0
    items: tuple[Check, ...] = ()

    def unticked(self, ticked: Collection[str]) -> Missing:
        return tuple(
            _("请核对“%(title)s”并勾选；不符合的，一次性告知补正。") % {"title": one.title}
            for one in self.items
            if one.key not in ticked
        )


def checks_of(application: Application, now: datetime) -> Checks:
    """By the version of its day of receipt; of a draft, by today's. One query where the data set has any."""
    if not application.dataset.has_checklist:
        return Checks()
    return in_force(application.dataset_id, application.applicant_kind, application.case.received_at or now)


def in_force(dataset_id: int, kind: str, at: datetime) -> Checks:
    """The version for this kind of applicant, else the one for all kinds, that was in force at a moment."""
    rows = ChecklistVersion.objects.filter(dataset=dataset_id, applicant_kind__in=["", kind], published_at__lte=at)
    row = rows.order_by("-applicant_kind", "-version").first()
    return Checks(row.version, tuple(Check(**item) for item in row.items)) if row else Checks()


def latest(dataset: Dataset, kind: str) -> ChecklistVersion | None:
    """The draft, else the last that was published."""
    rows = ChecklistVersion.objects.filter(dataset=dataset, applicant_kind=kind)
    return rows.select_related("drafted_by", "published_by").order_by("-version").first()


@transaction.atomic
def write(*, dataset: Dataset, kind: str, items: Iterable[Check], actor: User, now: datetime) -> ChecklistVersion:
    """Into the draft, or the next version of it."""
    said = {"items": [vars(item) for item in items], "drafted_by": actor, "drafted_at": now}
    Dataset.objects.select_for_update().get(pk=dataset.pk)  # two who begin at once write one after the other
    last = latest(dataset, kind)
    if last is None or last.published_at:
        version = (last.version if last else 0) + 1
        return ChecklistVersion.objects.create(dataset=dataset, applicant_kind=kind, version=version, **said)
    for name, value in said.items():
        setattr(last, name, value)
    last.revision += 1
    last.save()
    return last


@transaction.atomic
def publish(*, pk: int, seen: int, actor: User, now: datetime) -> ChecklistVersion:
    """By a second person, as he saw it. Raises ChecklistChanged."""
    row = ChecklistVersion.objects.select_for_update().get(pk=pk)
    if row.published_at or row.drafted_by_id == actor.pk or row.revision != seen:
        raise ChecklistChanged
    row.published_by, row.published_at = actor, now
    row.save(update_fields=["published_by", "published_at"])
    Dataset.objects.filter(pk=row.dataset_id).update(has_checklist=True)
    return row
