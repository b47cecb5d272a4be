"""What the demonstration's applicants write: invented, one dossier for each kind of use."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Dossier:
    """The applicant's part of an application, as the form asks for it."""

    purpose: str
    use_case: str
    benefit: str
    recipients: str
    requested_fields: tuple[str, ...]
    delivery_mode: str
    term_months: int
    security_measures: str

    def changes(self) -> dict[str, Any]:
        """What save_draft writes."""
        written = asdict(self) | {"requested_fields": list(self.requested_fields)}
        return written | {"undertaking": self.is_finished}

    @property
    def is_finished(self) -> bool:
        return bool(self.security_measures)


COMPANY_MEASURES = (
    "数据存放在通过等级保护二级备案的境内专有云，按岗位授权访问，操作日志保存一年；设数据安全负责人一名，"
    "每季度开展一次权限复核和安全培训。"
)
CAMPUS_MEASURES = (
    "数据仅在内网的加密服务器上使用，项目组五名成员实名授权；不接入互联网，不使用个人设备，项目结束后由专人删除并记录。"
)
HOME_MEASURES = "数据存放在本人加密的计算机中，不上传网盘，不提供给他人；使用期满后彻底删除。"

DOSSIERS: dict[str, Dossier] = {
    "parking_guide": Dossier(
        "智慧停车诱导服务",
        "在本公司的出行服务应用中展示目的地周边停车场的位置、收费标准和空余泊位，引导驾驶人选择空闲停车场，减少绕行。",
        "预计覆盖 60 万用户，热点区域寻找泊位的时间缩短约三成。",
        "面向应用用户展示查询结果，不提供原始数据。",
        ("lot_code", "lot_name", "lot_type", "district", "address", "longitude", "latitude", "total_spaces",
         "free_spaces", "fee_rule", "updated_at"),
        "download", 12, COMPANY_MEASURES,
    ),
    "parking_study": Dossier(
        "中心城区停车供需关系研究",
        "结合土地利用资料，分析不同时段停车供需的空间差异，评估错时共享停车的潜力，形成研究报告和论文。",
        "为停车规划和共享停车政策提供依据，公开发表论文两篇。",
        "仅项目组内部使用，对外只发布汇总分析结果。",
        ("lot_code", "lot_type", "district", "longitude", "latitude", "total_spaces", "free_spaces", "updated_at"),
        "download", 24, CAMPUS_MEASURES,
    ),
    "parking_at_home": Dossier(
        "小区周边停车信息看板",
        "制作一个展示小区周边停车场空余泊位的网页，供邻里查询。",
        "方便约两百户居民临时停车。",
        "小区居民。",
        ("lot_name", "address", "total_spaces", "free_spaces", "fee_rule", "updated_at"),
        "api", 6, HOME_MEASURES,
    ),
    "parking_yard": Dossier(
        "货运车辆停放需求分析",
        "分析物流园区周边可供货运车辆停放的场地，提出夜间停放点的布局建议。",
        "减少货运车辆占道停放，为两个物流园区的改造提供依据。",
        "仅研究中心内部使用，向主管部门提交建议报告。",
        ("lot_code", "lot_name", "district", "longitude", "latitude", "total_spaces"),
        "download", 12, CAMPUS_MEASURES,
    ),
    "parking_roadside": Dossier(
        "道路停车周转率分析",
        "统计道路停车场各时段的空余泊位，分析周转率和收费标准的关系，为用户预测到达时的停车难易程度。",
        "预测准确率达到八成，减少用户等待。",
        "面向应用用户展示预测结果，不提供原始数据。",
        ("lot_code", "lot_type", "district", "longitude", "latitude", "total_spaces", "free_spaces", "fee_rule",
         "updated_at"),
        "api", 12, COMPANY_MEASURES,
    ),
    "bus_transfer": Dossier(
        "公交换乘步行导航",
        "在导航应用中提示公交站点的准确位置和候车条件，为换乘乘客规划步行路线，对无候车亭的站点给出避雨提示。",
        "换乘步行时间平均缩短两分钟，雨天投诉减少。",
        "面向应用用户展示导航结果，不提供原始数据。",
        ("stop_code", "stop_name", "direction", "district", "longitude", "latitude", "lines", "has_shelter"),
        "download", 12, COMPANY_MEASURES,
    ),
    "bus_network": Dossier(
        "公交线网可达性评价",
        "利用站点位置和客流统计，计算各街镇到就业、就医地点的公交可达性，识别服务薄弱地区。",
        "形成可达性评价方法和图集，供线网优化参考。",
        "仅项目组内部使用，对外只发布汇总分析结果。",
        ("stop_code", "stop_name", "direction", "district", "longitude", "latitude", "lines", "daily_boardings"),
        "download", 18, CAMPUS_MEASURES,
    ),
    "bus_forecast": Dossier(
        "公交客流预测方法研究",
        "以站点日均上客量为样本建立客流预测方法，评估新线路开通以后周边站点客流的变化。",
        "形成预测方法一套，供线网调整参考。",
        "仅项目组内部使用，对外只发布汇总分析结果。",
        ("stop_code", "district", "longitude", "latitude", "lines", "daily_boardings"),
        "download", 24, CAMPUS_MEASURES,
    ),
    "bus_screen": Dossier(
        "站台电子屏联动",
        "将站台设备编号与本公司的车载终端对应，在电子站牌上联动显示车辆拥挤程度。",
        "覆盖 300 个站台，候车信息更加完整。",
        "向公交运营企业提供联动服务，成果向社会公开展示。",
        ("stop_code", "stop_name", "direction", "lines", "daily_boardings", "device_no"),
        "api", 12, COMPANY_MEASURES,
    ),
    "bus_game": Dossier(
        "公交主题游戏",
        "用真实站点制作一款公交经营游戏。",
        "娱乐。",
        "游戏玩家。",
        ("stop_name", "longitude", "latitude"),
        "download", 60, HOME_MEASURES,
    ),
    "bus_blind": Dossier(
        "视障乘客候车语音助手",
        "开发公益小程序，视障乘客走近公交站点时播报站名、方向和停靠线路。",
        "免费提供给全市视障乘客使用，首批试用约 50 人。",
        "面向小程序用户播报，不提供原始数据。",
        ("stop_code", "stop_name", "direction", "longitude", "latitude", "lines", "has_shelter"),
        "download", 12, HOME_MEASURES,
    ),
    "bus_freight": Dossier(
        "末端配送与公交站点协同研究",
        "研究利用公交站点周边空间设置末端配送自提点的可行性，分析客流与配送需求的时空关系。",
        "提出三处试点建议，减少末端配送车辆。",
        "仅研究中心内部使用，向主管部门提交建议报告。",
        ("stop_code", "stop_name", "district", "longitude", "latitude", "daily_boardings"),
        "download", 12, CAMPUS_MEASURES,
    ),
    "health_visits": Dossier(
        "就医出行服务优化研究",
        "结合医疗机构的位置、诊疗科目和门急诊量，研究就医出行需求的时空分布，评估医院周边的交通组织。",
        "为三家医院的周边交通改善提供依据。",
        "仅项目组内部使用，对外只发布汇总分析结果。",
        ("institution_code", "institution_name", "category", "level", "district", "departments", "monthly_visits",
         "legal_representative"),
        "sandbox", 12, CAMPUS_MEASURES,
    ),
    "health_study": Dossier(
        "医疗资源空间布局研究",
        "利用医疗机构的位置、床位和门急诊量，分析各街镇医疗资源的可及性，提出社区卫生服务布局建议。",
        "形成研究报告一份，供医疗设施专项规划参考。",
        "仅项目组内部使用，对外只发布汇总分析结果。",
        ("institution_code", "category", "level", "district", "address", "beds", "departments", "monthly_visits"),
        "sandbox", 12, CAMPUS_MEASURES,
    ),
    "health_beds": Dossier(
        "门急诊服务能力评估",
        "在数据沙箱内分析医疗机构的床位和门急诊量，评估各区服务能力，为交通接驳规划提供依据。",
        "形成评估报告一份。",
        "仅项目组内部使用，对外只发布汇总分析结果。",
        ("institution_code", "category", "level", "district", "beds", "monthly_visits"),
        "sandbox", 3, CAMPUS_MEASURES,
    ),
    "weather_alert": Dossier(
        "恶劣天气出行提醒",
        "按影响区域向驾驶人原文转发气象灾害预警和防御指引，并在导航中提示绕行。",
        "预警触达时间缩短到一分钟以内。",
        "面向应用用户原文转发。",
        ("warning_code", "warning_type", "level", "area", "issued_at", "lifted_at", "issuer", "advice"),
        "download", 12, COMPANY_MEASURES,
    ),
    # Left unfinished on purpose.
    "visitors_draft": Dossier(
        "景区周边停车与客流联动提示",
        "根据景点在园人数，提前向前往景区的驾驶人提示停车紧张程度。",
        "",
        "",
        ("site_code", "site_name", "observed_at", "visitors", "capacity", "comfort"),
        "api", 12, "",
    ),
}  # fmt: skip
