"""What does not stand in the way of an import but ought to be known: conditional data that nobody can apply for yet."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ..models import Dataset, Openness
from .entries import Entry
from .obstacles import said
from .problems import Problem


def remarks(entries: Iterable[Entry], known: dict[str, Dataset]) -> list[Problem]:
    """One remark a line at most."""
    found = []
    for entry in entries:
        dataset = known.get(entry.code)
        wanting = list(_wanting(entry, dataset))
        if wanting and said(entry, dataset, "openness") == Openness.CONDITIONAL:
            message = _("%(title)s尚缺%(wanting)s，补齐之前不能受理申请。")
            values = {"title": said(entry, dataset, "title"), "wanting": _("、").join(wanting)}
            found.append(Problem(entry.line, "", message % values))
    return found


def _wanting(entry: Entry, dataset: Dataset | None) -> Iterator[str]:
    if not said(entry, dataset, "applicant_kinds"):
        yield _("可申请主体")
    if not said(entry, dataset, "delivery_modes"):
        yield _("提供方式")
    has_fields = entry.fields if entry.fields is not None else dataset and dataset.fields.all()
    if not has_fields:
        yield _("字段")
