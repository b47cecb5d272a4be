"""The documents that the demonstration's applicants hand in."""

import hashlib
from datetime import datetime
from functools import cache

from django.core.files.base import ContentFile

from accounts.models import User

from ..checklist import required_attachments
from ..models import Application, Attachment, AttachmentKind
from .paper import page

INVENTED = "（示例材料，内容虚构，仅供演示。）"
NAMES = {
    AttachmentKind.USE_CASE_STATEMENT: "应用场景说明.pdf",
    AttachmentKind.SECURITY_COMMITMENT: "安全承诺书.pdf",
    AttachmentKind.CREDENTIAL: "主体资格证明.pdf",
}


def attach_all(application: Application, by: User, now: datetime) -> None:
    """Every document that is asked of this applicant."""
    attachments = []
    for kind in required_attachments(application.applicant_kind):
        content = _content(kind, application)
        attachment = Attachment(
            application=application,
            kind=kind,
            name=NAMES[kind],
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content_type="application/pdf",
            uploaded_by=by,
            uploaded_at=now,
        )
        attachment.file.save(NAMES[kind], ContentFile(content), save=False)
        attachments.append(attachment)
    Attachment.objects.bulk_create(attachments)


def _content(kind: AttachmentKind, application: Application) -> bytes:
    if kind == AttachmentKind.USE_CASE_STATEMENT:
        return written(str(kind.label), tuple(_statement(application)))
    code = application.case.body.credit_code if application.case.body else ""
    return (commitment if kind == AttachmentKind.SECURITY_COMMITMENT else credential)(
        application.applicant_name, code or ""
    )


def _statement(application: Application) -> list[str]:
    return [
        INVENTED,
        f"申请人：{application.applicant_name}",
        f"应用场景：{application.purpose}",
        application.use_case,
        f"预期成效：{application.benefit}",
        f"成果提供对象：{application.recipients}",
        f"安全保护措施：{application.security_measures}",
    ]


@cache
def written(title: str, paragraphs: tuple[str, ...]) -> bytes:
    """A statement; the same for all applications that say the same."""
    return page(title, paragraphs)


@cache
def commitment(name: str, code: str) -> bytes:
    """The undertaking to protect the data; the same for every application of an applicant."""
    return page(
        "数据安全承诺书",
        [
            INVENTED,
            f"{name}承诺：",
            "一、只在申请的应用场景和期限内使用数据，不改变用途。",
            "二、不向第三方提供原始数据，不利用数据识别特定个人。",
            "三、落实访问控制、日志留存和人员管理措施，发生数据安全事件立即停止使用并报告。",
            "四、使用期满或者开放终止后，按照协议删除数据和副本。",
            f"承诺人：{name}",
        ],
    )


@cache
def credential(name: str, code: str) -> bytes:
    """Who the body is."""
    return page("主体资格证明", [INVENTED, f"名称：{name}", f"统一社会信用代码：{code}", "本件与原件一致。"])
