"""The dossier as its readers see it: who applies, what for, which data, and what was handed in with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .checklist import checklist
from .models import Application, Attachment, DeliveryMode

Facts = list[tuple[str | Promise, Any]]


def materials(application: Application, attachments: Iterable[Attachment]) -> list[dict[str, Any]]:
    """The documents handed in, with their addresses (components/files.html)."""
    return [
        {
            "title": attachment.name,
            "url": reverse("attachment", args=[application.pk, attachment.pk]),
            "kind": attachment.get_kind_display(),
            "size": attachment.size,
            "on": attachment.uploaded_at,
        }
        for attachment in attachments
    ]


def checked(application: Application, attachments: Iterable[Attachment]) -> list[dict[str, Any]]:
    """The applicant's own check-list (components/checklist.html)."""
    items = checklist(application, {attachment.kind for attachment in attachments})
    return [{"title": item.title, "state": "ok" if item.done else "missing"} for item in items]


def applicant_facts(application: Application) -> Facts:
    """Who applies and how to reach him."""
    body = application.case.body
    of_body: Facts = []
    if body is not None:
        of_body = [(_("统一社会信用代码"), body.credit_code), (_("经办人"), application.case.applicant.name)]
    return [
        (_("申请人"), application.applicant_name),
        (_("申请人类型"), application.get_applicant_kind_display()),
        *of_body,
        (_("联系人"), application.contact_name),
        (_("联系电话"), application.contact_phone),
        (_("联系地址"), application.contact_address),
    ]


def wishes(application: Application) -> Facts:
    """How and for how long the data are wanted."""
    months = application.term_months
    return [
        *going_on(application),
        (_("提供方式"), delivery_words(application.delivery_mode)),
        (_("使用期限"), ngettext("%(n)d 个月", "%(n)d 个月", months) % {"n": months} if months else ""),
        (_("数据级别"), application.dataset.get_grade_display()),
        (_("开放条件"), application.dataset.conditions),
    ]


def going_on(application: Application) -> Facts:
    """Of an application that renews or amends what is in use: which. A query for such a one."""
    if application.follows is None:
        return []
    found: Facts = [(application.get_follows_as_display(), application.follows.number)]
    if application.follows_because:
        found.append((_("续签或者变更的理由"), application.follows_because))
    return found


def delivery_words(mode: str) -> str:
    """数据下载; whatever stands there when it is no mode of ours."""
    return str(DeliveryMode(mode).label) if mode in DeliveryMode.values else mode


def texts(application: Application) -> list[tuple[str | Promise, str]]:
    """The written part of the application, in the order of the form."""
    names = ("purpose", "use_case", "benefit", "recipients", "security_measures")
    fields = [Application._meta.get_field(name) for name in names]
    return [(getattr(field, "verbose_name", field.name), getattr(application, field.name)) for field in fields]


@dataclass(frozen=True)
class Column:
    """A field that was asked for."""

    title: str
    name: str
    sensitive: bool


def columns(application: Application, wanted: Iterable[str]) -> list[Column]:
    """Fields by name, in the data set's order; one that the data set no longer has shows its bare name."""
    names, known = list(wanted), {field.name: field for field in application.dataset.fields.all()}
    found = [Column(field.title, name, field.is_sensitive) for name, field in known.items() if name in names]
    return found + [Column(name, name, False) for name in names if name not in known]
