"""Half a year of answered applications, so that rates, trends and bulletins have something to show.

Each row of RECORD is one department: its data set, who works on it, and for each application how many working days
before the day of seeding it came in and how many the reply took. How it ended follows from its place in the row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .dossiers import Dossier
from .script import LOW, Scene, Story

APPLICANT, COMPANY, SCHOOL = "guyan", "浦津数据服务有限公司", "申浦大学公共管理学院"
MEASURES = "数据存放在境内内网服务器上，实名授权访问，操作留痕；不向第三方提供，使用期满由专人删除并记录。"
EFFECT = "形成分析报告一份，供公共服务布局参考。"
INSIDE = "仅项目组内部使用，对外只发布汇总分析结果。"
REFUSED = {
    "reasons": "申请的字段和期限超出应用场景所需范围，调整后可以重新申请。",
    "ground": "开放清单载明的开放条件：按约定范围使用",
}
NOT_ACCEPTED = {
    "reasons": "未说明具体应用场景，不符合受理条件，补充后可以重新申请。",
    "ground": "开放清单载明的开放条件：申请人应当说明具体应用场景",
}
LIMIT = 5  # working days; whoever takes longer says why

PAST_DOSSIERS: dict[str, Dossier] = {
    "past_traffic": Dossier(
        "停车资源利用研究", "分析各区停车泊位的利用情况，提出错时共享停车的建议。", EFFECT, INSIDE,
        ("lot_code", "lot_type", "district", "total_spaces", "free_spaces", "updated_at"), "download", 12, MEASURES,
    ),
    "past_schools": Dossier(
        "义务教育资源布局研究", "分析各区初中的规模和师资，研究学位供需的变化。", EFFECT, INSIDE,
        ("school_code", "district", "classes", "students", "teachers"), "download", 12, MEASURES,
    ),
    "past_health": Dossier(
        "基层医疗服务能力研究", "分析各街镇医疗机构的分布和床位，研究基层服务能力。", EFFECT, INSIDE,
        ("institution_code", "category", "level", "district", "beds"), "sandbox", 12, MEASURES,
    ),
    "past_community": Dossier(
        "社区为老服务可达性研究", "分析社区服务点的位置和接待能力，研究步行可达性。", EFFECT, INSIDE,
        ("station_code", "service_type", "district", "street", "capacity"), "download", 12, MEASURES,
    ),
    "past_visitors": Dossier(
        "节假日客流规律研究", "分析主要景点在园人数的时段变化，研究错峰引导的措施。", EFFECT, INSIDE,
        ("site_code", "observed_at", "visitors", "capacity"), "api", 12, MEASURES,
    ),
    "past_weather": Dossier(
        "城市内涝风险研究", "结合小时降水量分析道路积水的时空分布。", EFFECT, INSIDE,
        ("station_code", "district", "observed_at", "rainfall"), "download", 12, MEASURES,
    ),
    "past_housing": Dossier(
        "保障性租赁住房供需研究", "分析可租房源的户型和租金，研究供需的匹配程度。", EFFECT, INSIDE,
        ("listing_code", "listing_type", "district", "layout", "rent"), "sandbox", 12, MEASURES,
    ),
    "past_licences": Dossier(
        "营商环境研究", "分析行政许可的事项和时长分布，研究办事便利度。", EFFECT, INSIDE,
        ("licence_no", "licence_name", "licence_type", "decided_on", "status"), "download", 12, MEASURES,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Office:
    """One department: `replies` are (working days before the seeding, working days that the reply took)."""

    dataset: str
    dossier: str
    handler: str
    assessor: str
    approver: str
    replies: tuple[tuple[int, int], ...]


RECORD = (
    Office("SH2025-TR-001", "past_traffic", "wangmin", "sunyue", "zhaoqiming",
           ((117, 4), (109, 5), (101, 3), (88, 5), (80, 7), (67, 4), (59, 3), (38, 5), (27, 6), (18, 4), (11, 3))),
    Office("SH2025-ED-003", "past_schools", "jiangtao", "jiangtao", "songzhi",
           ((112, 3), (94, 4), (72, 2), (51, 3), (30, 4), (14, 3))),
    Office("SH2025-HE-001", "past_health", "liulan", "liulan", "hechuan",
           ((115, 5), (98, 8), (85, 5), (70, 4), (55, 7), (41, 5), (32, 6), (20, 5), (12, 4))),
    Office("SH2025-CI-001", "past_community", "tangwei", "tangwei", "fangyi",
           ((107, 2), (82, 4), (64, 3), (36, 3), (16, 2))),
    Office("SH2025-CU-002", "past_visitors", "luyao", "luyao", "baiqing",
           ((104, 3), (91, 5), (76, 4), (53, 6), (34, 3), (22, 4))),
    Office("SH2025-ME-001", "past_weather", "qinyu", "qinyu", "luofeng",
           ((111, 1), (96, 2), (78, 2), (57, 1), (43, 3), (25, 2), (13, 1))),
    Office("SH2025-HO-001", "past_housing", "dingning", "dingning", "weiran",
           ((100, 4), (73, 5), (46, 4))),
    Office("SH2025-CR-001", "past_licences", "yaoshu", "yaoshu", "panhong",
           ((113, 3), (87, 4), (62, 5), (49, 3), (29, 4), (15, 4))),
)  # fmt: skip


def past_stories() -> tuple[Story, ...]:
    """One story for each reply of the record."""
    return tuple(_story(office, place, *reply) for office in RECORD for place, reply in enumerate(office.replies))


def _story(office: Office, place: int, since: int, took: int) -> Story:
    body = (COMPANY, SCHOOL)[place % 2]
    return Story(office.dataset, APPLICANT, body, office.dossier, tuple(_scenes(office, place, since, took)))


def _scenes(office: Office, place: int, since: int, took: int) -> Iterator[Scene]:
    late = {"lateness": ("ours", "third_party")[place % 2]} if took > LIMIT else {}
    yield Scene(since + 1, "15:00", "begin", APPLICANT)
    yield Scene(since, "09:40", "submit", APPLICANT)
    if took == 1:
        yield Scene(since - 1, "10:20", "not_accept", office.handler, {**NOT_ACCEPTED, **late})
        return
    yield Scene(since - 1, "10:20", "accept", office.handler)
    opinion = {"answers": LOW, "opinion": "研究目的明确，措施具备，由审核环节决定开放范围。"}
    yield Scene(since - took + 1, "15:10", "assess", office.assessor, opinion)
    yield from _ending(office, place, since - took, late)
    if took > LIMIT:
        cleared = {"reasons": "已作出答复，并说明了超期原因。"}
        yield Scene(since - took - 1, "10:00", "clear_order", "zhouming", cleared)


def _ending(office: Office, place: int, day: int, said: dict[str, Any]) -> Iterator[Scene]:
    """Every fourth is approved, and withdrawn before anything was signed: no agreement has to be typeset."""
    if place % 4:
        yield Scene(day, "15:30", "refuse", office.approver, {**REFUSED, **said})
        return
    yield Scene(day, "15:30", "approve", office.approver, said)
    yield Scene(day - 1, "09:10", "withdraw", APPLICANT, {"reasons": "项目调整，暂不使用数据。"})
