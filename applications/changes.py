"""What an applicant changed after he was told what is wanting: field by field, file by file.

While an application is with the office nobody can change it, so what stands in it when a supplement is asked for is
what was handed in. `Supplement.before` keeps that; files keep for themselves when they came and went.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from .casefile import delivery_words
from .models import Application, Attachment, Supplement
from .models.application import EDITED

CONTENTS = tuple(name for name in EDITED if name != "revision")
ADDED, REMOVED = gettext_lazy("新增"), gettext_lazy("删除")


@dataclass(frozen=True)
class Changed:
    """A field whose content differs, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class File:
    """A document that came or went."""

    kind: str
    name: str
    what: str | Promise
    is_new: bool


@dataclass(frozen=True)
class Changes:
    """All that differs between two moments of a dossier."""

    fields: tuple[Changed, ...]
    files: tuple[File, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.files)


def contents(application: Application) -> dict[str, Any]:
    """What the applicant has written, as JSON can hold it."""
    return {name: getattr(application, name) for name in CONTENTS}


def since_first(application: Application, supplements: Sequence[Supplement], files: Iterable[Attachment]) -> Changes:
    """From the first handing-in to the dossier as it stands; nothing where no supplement was ever asked for.

    `supplements` are all of the application in their order, `files` all of its documents, removed ones too.
    """
    if not supplements:
        return Changes((), ())
    first = supplements[0]
    return between(application, first.before, contents(application), files, first.asked_at, None)


def of_rounds(
    application: Application, supplements: Sequence[Supplement], files: Iterable[Attachment]
) -> list[tuple[Supplement, Changes]]:
    """Each supplement with what was changed for it: up to the next one, or up to now."""
    files, found = list(files), []
    for place, supplement in enumerate(supplements):
        following = supplements[place + 1] if place + 1 < len(supplements) else None
        after = following.before if following else contents(application)
        until = following.asked_at if following else None
        found.append((supplement, between(application, supplement.before, after, files, supplement.asked_at, until)))
    return found


def between(
    application: Application,
    before: dict[str, Any],
    after: dict[str, Any],
    files: Iterable[Attachment],
    since: datetime,
    until: datetime | None,
) -> Changes:
    """The differences of two contents, and the documents that came or went in the time between."""
    prefetch_related_objects([application.dataset], "fields")
    fields = tuple(
        Changed(_label(name), words(application, name, before[name]), words(application, name, after[name]))
        for name in CONTENTS
        if name in before and name in after and before[name] != after[name]
    )
    return Changes(fields, tuple(_files(files, since, until)))


def _files(files: Iterable[Attachment], since: datetime, until: datetime | None) -> Iterable[File]:
    """One that was there neither before nor after is not told of."""
    for file in files:
        was = file.uploaded_at <= since and (file.removed_at is None or file.removed_at > since)
        came_late = until is not None and file.uploaded_at > until
        gone = file.removed_at is not None and (until is None or file.removed_at <= until)
        stands = not came_late and not gone
        if was != stands:
            yield File(str(file.get_kind_display()), file.name, ADDED if stands else REMOVED, stands)


def words(application: Application, name: str, value: Any) -> str:
    """A value as people read it; a field that the data set no longer has goes by its bare name."""
    if name == "requested_fields":
        titles = {field.name: field.title for field in application.dataset.fields.all()}
        return pgettext("list separator", "、").join(titles.get(one, one) for one in value)
    if name == "delivery_mode":
        return delivery_words(value)
    if name == "undertaking":
        return _("已承诺") if value else _("未承诺")
    return "" if value is None else str(value)


def _label(name: str) -> str:
    field = Application._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))
