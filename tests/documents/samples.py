"""Facts to print: a complete agreement and a complete notice, each with changes."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from applications.documents.clauses.standard import worded
from applications.documents.facts import AgreementFacts, DatasetRow, Party, PartyKind, Signature
from applications.documents.notice_facts import NoticeFacts, NoticeKind

CHINA = ZoneInfo("Asia/Shanghai")
DEPARTMENT = Party(
    name="上海市交通委员会",
    credit_code="11310000MB2F30463X",
    address="上海市黄浦区世博村路300号",
    contact="李喆",
    phone="021-23110000",
)
COMPANY = Party(
    name="上海浦江智行数据科技有限公司",
    credit_code="91310115MA1K4XXX7P",
    address="上海市浦东新区张江镇博云路2号808室",
    contact="张䶮",
    phone="021-50800000",
    kind=PartyKind.LEGAL_PERSON,
)
PERSON = Party(
    name="欧阳𬭎",
    address="上海市徐汇区漕溪北路595号",
    phone="138****0000",
    kind=PartyKind.NATURAL_PERSON,
    id_number="310***********1234",
)
BUSES = DatasetRow(
    title="公共汽（电）车实时到站信息",
    code="SH-JT-2026-0017",
    provider="上海市交通委员会",
    fields=("线路名称", "站点名称", "预计到站时间"),
    update_frequency="实时",
    delivery_mode="接口",
)
PARKING = DatasetRow(
    title="公共停车场（库）泊位信息",
    code="SH-JT-2026-0045",
    provider="上海市道路运输事业发展中心",
    fields=("停车场名称", "地址", "泊位总数"),
    update_frequency="每日",
    delivery_mode="文件下载",
)
SIGNED = Signature(name="张䶮", at=datetime(2026, 9, 26, 10, 30, tzinfo=CHINA))
BARE: dict[str, Any] = {
    "conditions": (),
    "quota": "",
    "security_measures": (),
    "use_report_interval_months": None,
    "verify_url": "",
}
APPEAL = "如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议"


def agreement(**changes: Any) -> AgreementFacts:
    """An agreement with every optional clause, unsigned, changed as asked."""
    facts: dict[str, Any] = {
        "number": "数协〔2026〕0001号",
        "party_a": DEPARTMENT,
        "party_b": COMPANY,
        "datasets": (BUSES, PARKING),
        "purpose": "用于本市公共交通出行规划服务，向公众提供公交到站预测和停车诱导",
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2027, 9, 30),
        "conditions": ("仅限在境内存储和处理协议数据", "位置信息的精度不高于100米。"),
        "quota": "接口每日调用不超过100000次",
        "security_measures": ("协议数据加密存储，密钥由专人保管", "访问日志留存不少于6个月"),
        "use_report_interval_months": 6,
        "application_number": "WR-2026-000123",
        "decided_on": date(2026, 9, 24),
        "created_at": datetime(2026, 9, 25, 9, 0, tzinfo=CHINA),
        "verify_url": "https://data.example.gov.cn/verify/7f3a9c21",
    }
    return worded(AgreementFacts(**facts | changes))


def signed(**changes: Any) -> AgreementFacts:
    """The same after the applicant has signed: the text that both seals are put on."""
    return agreement(signed=SIGNED, **changes)


def notice(kind: NoticeKind, **changes: Any) -> NoticeFacts:
    """A notice of any kind with every fact that some kind needs, changed as asked."""
    facts: dict[str, Any] = {
        "kind": kind,
        "number": "沪交数告〔2026〕15号",
        "addressee": COMPANY.name,
        "application_number": "WR-2026-000123",
        "dataset_title": BUSES.title,
        "paragraphs": ("申请的字段包含车辆驾驶人员的个人信息",),
        "items": ("安全承诺书未加盖单位印章", "应用场景说明未写明存储地点"),
        "legal_ground": "《上海市数据条例》",
        "appeal": APPEAL,
        "issuer": DEPARTMENT.name,
        "issued_on": date(2026, 9, 28),
        "received_on": date(2026, 9, 25),
        "due_on": date(2026, 10, 12),
    }
    return NoticeFacts(**facts | changes)


def article_numbers(facts: AgreementFacts) -> dict[str, str]:
    """{"数据范围": "第一条", …} of the articles that are printed."""
    return {article.title: article.number for article in facts.articles if article.title}
