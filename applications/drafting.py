"""What the applicant's form page shows beside the form: the check-list, the documents, and what another has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from jobs import clock

from .checklist import Item, checklist, required_attachments
from .checklists import Check, checks_of
from .form_steps import step_of
from .forms.draft import DraftForm
from .models import Application, Attachment, AttachmentKind, DeliveryMode
from .uploads import ACCEPT

HELP: dict[str, str | Promise] = {
    AttachmentKind.USE_CASE_STATEMENT: gettext_lazy("写明使用场景、流程和预期成效，与所填内容一致。"),
    AttachmentKind.SECURITY_COMMITMENT: gettext_lazy("签字或者盖章后的扫描件。"),
    AttachmentKind.CREDENTIAL: gettext_lazy("营业执照、法人证书等。"),
    AttachmentKind.OTHER: gettext_lazy("合作协议、等级保护备案证明等，没有的可以不传。"),
}


@dataclass(frozen=True)
class Drawer:
    """One kind of document: what has been handed in, and the place to add another. `errors` belong to this kind."""

    kind: str
    title: str
    help: str
    required: bool
    documents: list[dict[str, Any]]
    errors: list[str] = field(default_factory=list)
    accept: str = ACCEPT

    @property
    def missing(self) -> bool:
        return self.required and not self.documents


def current_attachments(application: Application) -> list[Attachment]:
    """The documents that count: one query."""
    return list(application.attachments.current().order_by("pk"))


def drawers(
    application: Application, attachments: Iterable[Attachment], errors: Mapping[str, list[str]]
) -> list[Drawer]:
    """All kinds of documents in the order of the check-list; a kind that is not asked of this applicant is left out."""
    required = required_attachments(application.applicant_kind)
    by_kind: dict[str, list[Attachment]] = {}
    for attachment in attachments:
        by_kind.setdefault(attachment.kind, []).append(attachment)
    kinds = [kind for kind in AttachmentKind if kind in required or kind == AttachmentKind.OTHER or kind in by_kind]
    return [
        Drawer(
            kind=kind.value,
            title=str(kind.label),
            help=str(HELP[kind]),
            required=kind in required,
            documents=[document(application, attachment) for attachment in by_kind.get(kind, [])],
            errors=errors.get(kind.value, []),
        )
        for kind in kinds
    ]


def document(application: Application, attachment: Attachment) -> dict[str, Any]:
    """One handed-in document with its addresses."""
    where = [application.pk, attachment.pk]
    return {
        "pk": attachment.pk,
        "title": attachment.name,
        "url": reverse("attachment", args=where),
        "remove_url": reverse("attachment-remove", args=where),
        "size": attachment.size,
        "on": attachment.uploaded_at,
    }


@dataclass(frozen=True)
class Progress:
    """The live check-list, with how many of its points are there."""

    items: list[dict[str, Any]]
    done: int
    # What the handler will check besides, by the list in force.
    besides: tuple[Check, ...] = ()

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def checks(application: Application, attachments: Iterable[Attachment], *, in_steps: bool = False) -> Progress:
    """Each point of the check-list with a link to its place on the form page, or on its step of it."""
    items = checklist(application, {attachment.kind for attachment in attachments})
    page = reverse("draft", args=[application.pk])
    shown = [
        {
            "title": named(item),
            "state": "ok" if item.done else "missing",
            "note": "" if item.done else item.todo,
            "url": f"{page}{f'?step={step_of(item.field)}' if in_steps else ''}#{anchor(item.field)}",
        }
        for item in items
    ]
    besides = checks_of(application, clock.now()).items
    return Progress(shown, sum(item.done for item in items), besides)


def named(item: Item) -> str:
    """A point's title; a document is told from the field of the same name."""
    is_document = item.field in AttachmentKind.values
    return _("材料：%(title)s") % {"title": item.title} if is_document else str(item.title)


def anchor(name: str) -> str:
    """The id of the control that a point is about; a group of choices is entered at its first."""
    return f"id_{name}_0" if name in ("requested_fields", "delivery_mode") else f"id_{name}"


@dataclass(frozen=True)
class Difference:
    """A field in which what was typed differs from what another page has saved meanwhile."""

    label: str
    typed: str
    stored: str


def differences(form: DraftForm) -> list[Difference]:
    """What would be overwritten, field by field, as people read it."""
    return [
        Difference(str(form.fields[name].label), shown(form, name, value), shown(form, name, form.initial[name]))
        for name, value in form.changes().items()
    ]


def shown(form: DraftForm, name: str, value: Any) -> str:
    """A value of the form in words."""
    if name == "requested_fields":
        return pgettext("list separator", "、").join(form.columns.get(one, one) for one in value)
    if name == "delivery_mode":
        return str(DeliveryMode(value).label) if value in DeliveryMode.values else str(value)
    if name == "undertaking":
        return _("已承诺") if value else _("未承诺")
    return "" if value is None else str(value)
