"""Several data sets of one department in one application: what can be chosen, and which cases belong together."""

from django.db.models import Q, QuerySet

from .models import Application, Dataset, FurtherDataset, Openness


def choosable(application: Application) -> QuerySet[Dataset]:
    """The other data sets of the department that this applicant may apply for. Kinds are a list, which SQLite cannot
    look into: the caller leaves out those that are not for him (is_for)."""
    others = Dataset.objects.filter(provider=application.dataset.provider_id, openness=Openness.CONDITIONAL)
    return others.exclude(pk=application.dataset_id).prefetch_related("fields").order_by("code")


def is_for(dataset: Dataset, application: Application) -> bool:
    """Whether a data set is open to this kind of applicant, in some way."""
    return application.applicant_kind in dataset.applicant_kinds and bool(dataset.delivery_modes)


def chosen(application: Application) -> list[FurtherDataset]:
    """What was chosen beside the data set of the application itself: one query."""
    return list(FurtherDataset.objects.filter(application=application.pk).select_related("dataset"))


def belonging(application: Application) -> list[Application]:
    """The applications that were handed in together with this one: one query."""
    mine = Q(application=application.pk) | Q(application__further__became=application.pk)
    parts = ("application__case", "application__dataset", "became__case", "became__dataset")
    rows = FurtherDataset.objects.filter(mine, became__isnull=False).select_related(*parts).distinct().order_by("pk")
    found = {one.pk: one for row in rows for one in (row.application, row.became) if one is not None}
    found.pop(application.pk, None)
    return list(found.values())
