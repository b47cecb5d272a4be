"""The questionnaires an installation starts with: the four questions of the first releases, and the full one.

They are data like any other version: the administrators go on from the newest of them. The grades are those of
GB/T 43697-2024, the protection levels those of GB/T 22239-2019.
"""

from typing import Any

from .risk import Option, Question, Questionnaire

# "The strictest answer counts" said in points: three hundred-point answers cannot be outweighed, three tens can.
_STRICTEST = {"low": 0, "medium": 10, "high": 100}


def _strict(key: str, title: str, low: str, medium: str, high: str, *, at_most: int = 100) -> Question:
    words = {"low": low, "medium": medium, "high": high}
    options = (Option(level, said, min(_STRICTEST[level], at_most)) for level, said in words.items())
    return Question(key, key, title, tuple(options))


FIRST = Questionnaire(
    (
        _strict(
            "data", "数据本身", "不含个人信息和商业秘密，汇总或公开程度高",
            "含单位信息或者细粒度信息，泄露会造成一定影响",
            "含个人信息、重要数据，或者可与其他数据结合识别特定对象",
        ),
        _strict(
            "use", "使用目的和范围", "目的明确，成果只在申请单位内部使用", "成果向特定对象提供",
            "成果向社会公开或者涉及跨境，目的不够具体",
        ),
        _strict(
            "applicant", "申请人的保护能力", "制度、人员、技术措施齐全，有等级保护备案证明",
            "主要措施具备，个别需要完善", "措施不足，或者有违约、逾期未报告记录",
        ),
        # A download alone was at most medium.
        _strict(
            "delivery", "提供方式", "数据沙箱，原始数据不出域", "接口访问，可计量可停用", "下载原始数据", at_most=10,
        ),
    ),
    medium_from=10,
    high_from=100,
)  # fmt: skip

_APPLICATION, _CATALOGUE, _MATERIALS, _RECORDS = "申请书", "公共数据资源目录", "申请材料", "本平台办理和使用记录"

SECOND = Questionnaire(
    (
        Question("grade", "data", "数据级别", (
            Option("general_1", "一般数据 1 级", 0),
            Option("general_2", "一般数据 2 级", 2),
            Option("general_3", "一般数据 3 级", 6, reason="数据为一般数据 3 级，泄露会对单位或者个人造成一定影响。"),
            Option("general_4", "一般数据 4 级", 12, reason="数据为一般数据 4 级，泄露会造成较大影响。"),
            Option("important", "重要数据", 30, reason="属于重要数据，应当经重要数据管理程序后再行研究。"),
            Option("core", "核心数据", 60, stop=True, reason="属于核心数据，不得有条件开放。"),
        ), evidence=_CATALOGUE, source="grade"),
        Question("personal", "data", "个人信息和商业秘密", (
            Option("none", "不含个人信息和商业秘密", 0),
            Option("processed", "已去标识化或者只含单位联系信息", 6, reason="含去标识化的个人信息或者单位信息。"),
            Option("personal", "申请字段含敏感字段", 15, reason="申请字段含个人信息、商业秘密等敏感字段。"),
            Option("unlawful", "含敏感个人信息且没有取得同意或者其他合法依据", 40, stop=True,
                   reason="含敏感个人信息，没有取得同意或者其他合法依据。"),
        ), evidence=_CATALOGUE, source="sensitive"),
        Question("granularity", "data", "数据粒度", (
            Option("summary", "汇总统计结果", 0),
            Option("partial", "分区域、分时段的明细", 3, reason="数据细到区域或者时段。"),
            Option("single", "单个主体或者单次行为的明细", 8, reason="数据细到单个主体或者单次行为。"),
        ), evidence=_CATALOGUE, source="dataset"),
        Question("linkage", "data", "与其他数据关联识别的可能", (
            Option("none", "难以关联识别特定对象", 0),
            Option("possible", "与公开数据结合可能缩小到少数对象", 5, reason="与公开数据结合可能缩小到少数对象。"),
            Option("likely", "与申请人已有数据结合可以识别特定对象", 12, reason="与其他数据结合可以识别特定对象。",
                   condition="不得与其他数据结合识别特定个人、单位或者车辆。"),
        ), evidence=_APPLICATION, source="dataset"),
        Question("border", "data", "数据出境", (
            Option("none", "只在境内存储和使用", 0),
            Option("planned", "拟向境外提供成果，不含原始数据", 10, reason="成果拟向境外提供。"),
            Option("abroad", "拟向境外提供原始数据，未经出境安全管理程序", 40, stop=True,
                   reason="拟向境外提供原始数据，未经出境安全管理程序。"),
        ), evidence=_APPLICATION),
        Question("purpose", "use", "使用目的", (
            Option("specific", "目的具体，与申请字段直接相关", 0),
            Option("general", "目的基本明确，个别字段必要性需要说明", 5, reason="个别申请字段的必要性没有充分说明。"),
            Option("vague", "目的笼统，或者申请字段明显超出需要", 12, reason="使用目的笼统，或者申请字段超出需要。"),
        ), evidence=_APPLICATION),
        Question("benefit", "use", "公共效益", (
            Option("public", "直接服务公众或者公共管理", 0),
            Option("mixed", "商业使用，同时有明确的社会效益", 2, reason="以商业使用为主，兼有社会效益。"),
            Option("private", "只服务申请人自身", 4, reason="成果只服务申请人自身。"),
        ), evidence=_APPLICATION),
        Question("recipients", "use", "成果提供对象", (
            Option("internal", "只在申请人内部使用", 0),
            Option("named", "提供给约定的特定对象", 4, reason="成果提供给特定的第三方。",
                   condition="只向申请书所列对象提供成果，并要求其遵守同样的限制。"),
            Option("anyone", "提供给不特定对象", 8, reason="成果提供给不特定对象。",
                   condition="对外只展示加工后的结果，不得提供批量下载。"),
        ), evidence=_APPLICATION),
        Question("publication", "use", "成果公开方式", (
            Option("none", "不公开，或者只公开汇总结论", 0),
            Option("derived", "公开加工后的明细结果", 5, reason="公开加工后的明细结果。",
                   condition="公开成果时应当注明数据来源和数据时间。"),
            Option("original", "公开或者转提供原始数据", 40, stop=True,
                   reason="拟公开或者转提供原始数据，不符合开放条件。"),
        ), evidence=_APPLICATION),
        Question("certificate", "applicant", "网络安全等级保护", (
            Option("third", "第三级以上，备案证明在有效期内", 0),
            Option("second", "第二级，备案证明在有效期内", 3),
            Option("none", "没有备案证明", 8, reason="没有提供等级保护备案证明。"),
        ), evidence=_MATERIALS, source="applicant"),
        Question("measures", "applicant", "制度、人员和系统措施", (
            Option("complete", "制度、专人、系统措施齐全", 0),
            Option("partial", "主要措施具备，个别需要完善", 5, reason="个别安全保护措施需要完善。",
                   condition="领取数据前完善评估意见所列的安全保护措施。"),
            Option("wanting", "主要措施缺失", 15, reason="主要安全保护措施缺失。"),
        ), evidence=_APPLICATION, source="applicant"),
        Question("conduct", "applicant", "以往使用情况", (
            Option("good", "按期报告，没有违约记录", 0),
            Option("new", "首次申请，没有使用记录", 3),
            Option("suspended", "曾被中止开放，已经改正", 12, reason="申请人曾被中止开放。",
                   condition="数据提供单位可以随时检查数据使用情况。"),
            Option("revoked", "曾因违约被终止开放", 30, reason="申请人曾被终止开放。"),
            Option("listed", "列入违约名单，尚未移出", 60, stop=True, reason="申请人列入违约名单，尚未移出。"),
        ), evidence=_RECORDS, source="conduct"),
        Question("delivery", "delivery", "提供方式", (
            Option("sandbox", "数据沙箱，原始数据不出域", 0),
            Option("api", "接口访问，可计量可停用", 4),
            Option("download", "下载原始数据", 8, reason="以下载方式提供，提供后难以控制。"),
        ), evidence=_APPLICATION, source="delivery_mode"),
    ),
    medium_from=20,
    high_from=45,
)  # fmt: skip

VERSIONS: tuple[tuple[int, str, Questionnaire], ...] = (
    (1, "四个方面，就高从严", FIRST),
    (2, "按数据、用途、申请人、提供方式分别计分", SECOND),
)


def seed(model: Any, now: Any) -> None:
    """Write the versions that are not there yet; they are in force at once, with nobody's name."""
    for version, note, questionnaire in VERSIONS:
        model.objects.get_or_create(
            version=version,
            defaults={"note": note, "content": questionnaire.to_json(), "drafted_at": now, "published_at": now},
        )
