"""Carrying out a plan: everything in one transaction, or nothing."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import Organisation, OrganisationKind
from workflow.models import Case
from workflow.states import State

from ..models import Dataset, DatasetField, DatasetTag
from .entries import Entry
from .plan import Plan, make_plan
from .sheets import Book

BATCH = 500


@transaction.atomic
def import_book(book: Book, *, create_departments: bool = False) -> Plan:
    """Plan and, when nothing stands against it, write. The plan is made in the transaction that carries it out."""
    plan = make_plan(book, create_departments=create_departments)
    if plan.is_sound:
        _write(plan)
    return plan


def _write(plan: Plan) -> None:
    Organisation.objects.bulk_create(
        Organisation(kind=OrganisationKind.DEPARTMENT, name=name) for name in plan.departments
    )
    departments = dict(Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT).values_list("name", "pk"))
    _create(plan.created, departments)
    _change(plan, departments)


def _create(entries: Iterable[Entry], departments: dict[str, int]) -> None:
    entries = list(entries)
    datasets = Dataset.objects.bulk_create(
        [Dataset(code=entry.code, provider_id=departments[entry.provider], **entry.values) for entry in entries],
        batch_size=BATCH,
    )
    pairs = list(zip(datasets, entries, strict=True))
    _set_fields(pairs)
    _set_tags(pairs)


def _change(plan: Plan, departments: dict[str, int]) -> None:
    for change in plan.changed:
        change.dataset.provider_id = departments[change.entry.provider]
        for name, value in change.entry.values.items():
            setattr(change.dataset, name, value)
    if plan.changed:
        columns = ["provider", *plan.changed[0].entry.values]
        Dataset.objects.bulk_update([change.dataset for change in plan.changed], columns, batch_size=BATCH)
    _move_drafts(plan)
    with_fields = [(change.dataset, change.entry) for change in plan.changed if change.entry.fields is not None]
    DatasetField.objects.filter(dataset__in=[dataset for dataset, _ in with_fields]).delete()
    _set_fields(with_fields)
    with_tags = [(change.dataset, change.entry) for change in plan.changed if change.entry.tags is not None]
    DatasetTag.objects.filter(dataset__in=[dataset for dataset, _ in with_tags]).delete()
    _set_tags(with_tags)


def _move_drafts(plan: Plan) -> None:
    """A draft goes to the department that its data set belongs to now; nobody has dealt with it yet."""
    for change in plan.changed:
        drafts = Case.objects.filter(state=State.DRAFT, application__dataset=change.dataset)
        drafts.exclude(provider=change.dataset.provider_id).update(provider=change.dataset.provider_id)


def _set_fields(pairs: Iterable[tuple[Dataset, Entry]]) -> None:
    """Nothing refers to a field by its key, so a changed list is simply written anew."""
    DatasetField.objects.bulk_create(
        [
            DatasetField(
                dataset=dataset,
                position=position,
                name=field.name,
                title=field.title,
                type=field.type,
                description=field.description,
                is_sensitive=field.is_sensitive,
            )
            for dataset, entry in pairs
            for position, field in enumerate(entry.fields or (), start=1)
        ],
        batch_size=BATCH,
    )


def _set_tags(pairs: Iterable[tuple[Dataset, Entry]]) -> None:
    DatasetTag.objects.bulk_create(
        [DatasetTag(dataset=dataset, name=name) for dataset, entry in pairs for name in entry.tags or ()],
        batch_size=BATCH,
    )
