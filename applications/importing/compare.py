"""How does a line of the file differ from the data set in the catalogue? In words, one property after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..models import ApplicantKind, Dataset, DatasetField, DatasetTag, DeliveryMode
from .entries import Entry
from .field_lists import FieldEntry
from .field_types import label_of

LISTS = {"applicant_kinds": ApplicantKind, "delivery_modes": DeliveryMode}
OF_A_FIELD = ("title", "type", "description", "is_sensitive")


@dataclass(frozen=True)
class Difference:
    """One property: its title, and its words before and after."""

    title: str | Promise
    old: str
    new: str


def differences(entry: Entry, dataset: Dataset) -> tuple[Difference, ...]:
    """What would change; nothing when the catalogue already says the same."""
    return (*_of_values(entry, dataset), *_of_tags(entry, dataset), *_of_fields(entry, dataset))


def _of_values(entry: Entry, dataset: Dataset) -> Iterator[Difference]:
    if entry.provider != dataset.provider.name:
        yield Difference(_title("provider"), dataset.provider.name, entry.provider)
    for name, value in entry.values.items():
        old = getattr(dataset, name)
        if value != old:
            yield Difference(_title(name), words(name, old), words(name, value))


def _of_tags(entry: Entry, dataset: Dataset) -> Iterator[Difference]:
    old = tuple(tag.name for tag in dataset.tags.all())
    if entry.tags is not None and entry.tags != old:
        nothing, title = _("（空）"), _kept(DatasetTag, "name").verbose_name
        yield Difference(title, _("、").join(old) or nothing, _("、").join(entry.tags) or nothing)


def _of_fields(entry: Entry, dataset: Dataset) -> Iterator[Difference]:
    if entry.fields is None:
        return
    old = {field.name: field for field in dataset.fields.all()}
    new = {field.name: field for field in entry.fields}
    nothing = _("（无）")
    for name in [name for name in old if name not in new]:
        yield Difference(_field_title(name), old[name].title, nothing)
    for name, field in new.items():
        if name not in old:
            yield Difference(_field_title(name), nothing, field.title)
        else:
            yield from _of_field(old[name], field)
    if old.keys() == new.keys() and list(old) != list(new):
        yield Difference(_("字段顺序"), _("、").join(old), _("、").join(new))


def _of_field(old: DatasetField, new: FieldEntry) -> Iterator[Difference]:
    for name in OF_A_FIELD:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            title = _("%(field)s的%(what)s") % {"field": _field_title(old.name), "what": _title(name, DatasetField)}
            yield Difference(title, words(name, before), words(name, after))


def words(name: str, value: Any) -> str:
    """A value as the person writes it: labels of choices, 是 or 否, and （空） for nothing."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if name in LISTS:
        value = _("、").join(str(LISTS[name](one).label) for one in value)
    elif name == "type":
        value = label_of(value)
    elif value and (choices := dict(_kept(Dataset, name).flatchoices)):
        value = str(choices[value])
    return str(value) or _("（空）")


def _title(name: str, model: type[Dataset] | type[DatasetField] = Dataset) -> str | Promise:
    title: str | Promise = _kept(model, name).verbose_name
    return title


def _kept(model: type[Dataset] | type[DatasetField] | type[DatasetTag], name: str) -> Any:
    """The model's field that holds a property."""
    return model._meta.get_field(name)


def _field_title(name: str) -> str:
    return _("字段 %(name)s") % {"name": name}
