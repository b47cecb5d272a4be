"""What an application must contain: one list, for the applicant who fills it in and the handler who checks it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import ApplicantKind, Application, Attachment, AttachmentKind


@dataclass(frozen=True)
class Item:
    """One thing that is asked for. `field` is the form field or the kind of attachment it is about."""

    field: str
    title: str | Promise
    done: bool
    todo: str | Promise


REQUIRED_TEXTS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("purpose", _("应用场景名称"), _("请填写应用场景名称。")),
    ("use_case", _("应用场景描述"), _("请说明数据用在哪里、怎样用、解决什么问题。")),
    ("benefit", _("预期成效"), _("请填写预期成效。")),
    ("recipients", _("成果提供对象"), _("请说明成果提供给谁；仅内部使用的，请写明。")),
    ("requested_fields", _("申请字段"), _("请至少选择一个字段。")),
    ("delivery_mode", _("提供方式"), _("请选择提供方式。")),
    ("term_months", _("使用期限"), _("请填写使用期限。")),
    ("security_measures", _("安全保护措施"), _("请说明存储、访问控制、日志和人员管理措施。")),
    ("contact_name", _("联系人"), _("请填写联系人姓名。")),
    ("contact_phone", _("联系电话"), _("请填写联系电话。")),
    ("contact_address", _("联系地址"), _("请填写联系地址，用于签订协议和送达文书。")),
    ("undertaking", _("承诺"), _("请阅读并勾选承诺事项。")),
)


def required_attachments(applicant_kind: str) -> tuple[AttachmentKind, ...]:
    """The documents asked of a kind of applicant."""
    always = (AttachmentKind.USE_CASE_STATEMENT, AttachmentKind.SECURITY_COMMITMENT)
    return always if applicant_kind == ApplicantKind.NATURAL_PERSON else (*always, AttachmentKind.CREDENTIAL)


def checklist(application: Application, attached: Collection[str]) -> list[Item]:
    """Every item with whether it is there; `attached` holds the kinds of the current attachments."""
    texts = [Item(field, title, bool(getattr(application, field)), todo) for field, title, todo in REQUIRED_TEXTS]
    files = [
        Item(kind.value, kind.label, kind.value in attached, _("请上传“%(title)s”。") % {"title": kind.label})
        for kind in required_attachments(application.applicant_kind)
    ]
    return texts + files


def missing(application: Application, attached: Collection[str]) -> tuple[str | Promise, ...]:
    """The sentences that tell what is still to be done; empty when the application is complete."""
    return tuple(item.todo for item in checklist(application, attached) if not item.done)


def attached_to(application: str) -> dict[str, Exists]:
    """Whether each kind of document is attached, as annotations of a query that reaches it by this path."""
    current = Attachment.objects.current().filter(application=OuterRef(application))
    return {f"has_{kind}": Exists(current.filter(kind=kind)) for kind in AttachmentKind.values}


def kinds_found(row: Any) -> set[str]:
    """The kinds of a row that attached_to() annotated."""
    return {kind for kind in AttachmentKind.values if getattr(row, f"has_{kind}")}
