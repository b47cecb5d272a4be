"""A wording tried on invented cases: the fullest and the barest that there can be."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from .documents.clauses.check import problems
from .documents.facts import AgreementFacts, DatasetRow, Party, PartyKind
from .documents.refusals import DocumentRefused, MissingFact
from .models import AgreementWording, DeliveryMode
from .wordings import TWO, in_words_of

CHINA = ZoneInfo("Asia/Shanghai")
BODY = Party(
    name="示例科技有限公司",
    credit_code="91310000MA1FL0001X",
    address="示例市示例路1号",
    contact="示例联系人",
    phone="000-00000000",
    kind=PartyKind.LEGAL_PERSON,
)
PERSON = Party(name="示例申请人", address="示例市示例路2号", phone="000-00000000", kind=PartyKind.NATURAL_PERSON)
FULL: dict[str, Any] = {
    "conditions": ("仅限在境内存储和处理协议数据", "发布的成果应当为汇总结果"),
    "quota": "数据下载不超过12次",
    "security_measures": ("专用服务器加密存储，分级授权", "访问日志留存不少于6个月"),
    "use_report_interval_months": 6,
    "supersedes": "数协〔2025〕000001号",
    "verify_url": "https://example.invalid/verify/EXAMPLE",
}


def sample(wording: AgreementWording, *, bare: bool = False) -> AgreementFacts:
    """The agreement of an invented case in the words of `wording`; `bare` has a natural person and nothing optional."""
    with override("zh-hans"):
        office = wording.dataset.provider if wording.dataset else wording.provider
        department = Party(
            name=office.name if office else "示例数据提供单位",
            credit_code="11310000MB2F30211X",
            address="示例市示例大道100号",
            contact="示例联系人",
            phone="000-00000000",
        )
        facts = AgreementFacts(
            number="数协〔2026〕000000号",
            title=wording.title,
            party_a=department,
            party_b=PERSON if bare else BODY,
            datasets=(_row(wording, department.name),),
            purpose="示例应用场景",
            starts_on=date(2026, 10, 1),
            ends_on=date(2027, 9, 30),
            application_number="SQ-2026-000000",
            decided_on=date(2026, 9, 24),
            created_at=datetime(2026, 9, 25, 9, 0, tzinfo=CHINA),
            signatories=TWO if wording.two_signatories and not bare else 1,
        )
        return in_words_of(wording, facts if bare else replace(facts, **FULL))


def _row(wording: AgreementWording, office: str) -> DatasetRow:
    fields = list(wording.dataset.fields.values_list("title", flat=True)[:12]) if wording.dataset else []
    return DatasetRow(
        title=wording.dataset.title if wording.dataset else "示例数据集",
        code=wording.dataset.code if wording.dataset else "SL-0001",
        provider=office,
        fields=tuple(fields) or ("示例字段一", "示例字段二"),
        update_frequency="每日",
        delivery_mode=str(DeliveryMode.DOWNLOAD.label),
    )


def problems_of(wording: AgreementWording) -> list[str]:
    """What is wrong with it, in sentences for its author."""
    if found := problems(wording.text):
        return found
    if not wording.title.strip():
        return [_("请填写协议名称。")]
    try:
        sample(wording)
        sample(wording, bare=True)
    except MissingFact as missing:
        names = "、".join(map(str, missing.names))
        return [_("不是每个办件都有下列事实，请给引用它们的条文加上条件：%(names)s。") % {"names": names}]
    except DocumentRefused as refused:
        return [str(refused)]
    return []
