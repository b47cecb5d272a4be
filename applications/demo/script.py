"""The applications of the demonstration: who did what, how many working days before the day of seeding, at what time.

On that day one application is overdue, one falls due, one waits for its applicant, one is out for opinions, and so
on through the states. A scene's `act` is an action of applications/actions/, or one of stage.py.
"""

from dataclasses import dataclass, field
from typing import Any

from ..models import FollowsAs, Outcome


@dataclass(frozen=True)
class Scene:
    """One act: `days` working days before the anchor; `by` is the key of a person, empty for the system."""

    days: int
    time: str
    act: str
    by: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One application from its beginning; `body` empty: in the applicant's own name."""

    dataset: str
    applicant: str
    body: str
    dossier: str
    scenes: tuple[Scene, ...]


S = Scene
# Answers to the questionnaire that comes with the system (applications.risk_seed).
LOW = {
    "grade": "general_2", "personal": "none", "granularity": "summary", "linkage": "none", "border": "none",
    "purpose": "specific", "benefit": "public", "recipients": "internal", "publication": "none",
    "certificate": "second", "measures": "complete", "conduct": "new", "delivery": "download",
}  # fmt: skip
MEDIUM = {**LOW, "granularity": "partial", "recipients": "named", "benefit": "mixed", "publication": "derived"}
HIGH = {
    **MEDIUM, "grade": "general_3", "personal": "personal", "linkage": "possible", "recipients": "anyone",
    "delivery": "api",
}  # fmt: skip
PARKING, BUS, HEALTH, ALERT, VISITORS = (
    "SH2025-TR-001", "SH2025-TR-002", "SH2025-HE-001", "SH2025-ME-002", "SH2025-CU-002",
)  # fmt: skip
COMPANY, SCHOOL, CENTRE, HIMSELF = "沪桥智行科技有限公司", "申浦大学交通运输学院", "长三角物流研究中心", ""

STORIES = (
    # In use since some weeks.
    Story(PARKING, "linzhou", COMPANY, "parking_guide", (
        S(45, "10:05", "begin", "linzhou"), S(44, "10:20", "submit", "linzhou"),
        S(44, "15:40", "accept", "chenxiao"),
        S(43, "14:10", "assess", "sunyue", {
            "answers": MEDIUM, "opinion": "目的明确，措施具备，建议同意开放，约定展示时标明采集时间。"}),
        S(42, "16:05", "approve", "zhaoqiming", {"publication": "展示空余泊位时应当同时标明采集时间。"}),
        S(35, "09:50", "sign", "linzhou"), S(34, "15:20", "seal", "zhaoqiming"),
        S(33, "10:30", "deliver", "chenxiao", {"remarks": "已核对字段和期限。"}),
    )),
    # In use in a sandbox; its end comes near, and a renewal has been asked for.
    Story(HEALTH, "shenzhixing", SCHOOL, "health_beds", (
        S(47, "15:10", "begin", "shenzhixing"), S(46, "09:30", "submit", "shenzhixing"),
        S(45, "10:40", "accept", "liulan"),
        S(44, "14:20", "assess", "liulan", {
            "answers": MEDIUM, "opinion": "不含个人信息，在沙箱内使用，建议同意开放。"}),
        S(43, "11:05", "approve", "hechuan"),
        S(42, "16:30", "sign", "shenzhixing"), S(41, "10:15", "seal", "hechuan"),
        S(40, "14:45", "deliver", "liulan", {"remarks": "在数据沙箱内使用。"}),
        S(1, "14:25", "ask_to_continue", "shenzhixing", {
            "how": FollowsAs.RENEWAL, "term_months": 6, "because": "第二阶段评估延至明年上半年，仍需使用同一数据。"}),
    )),
    # Refused in time.
    Story(HEALTH, "shenzhixing", SCHOOL, "health_visits", (
        S(41, "16:20", "begin", "shenzhixing"), S(40, "09:40", "submit", "shenzhixing"),
        S(39, "10:15", "accept", "liulan"),
        S(37, "15:30", "assess", "liulan", {
            "answers": MEDIUM, "opinion": "申请字段中的法定代表人涉及个人信息，与研究目的没有必要联系。"}),
        S(36, "11:10", "refuse", "hechuan", {
            "reasons": "申请字段含法定代表人，涉及个人信息，超出应用场景所需范围。去除该字段后可以重新申请。",
            "ground": "《上海市数据条例》第四十一条"}),
    )),
    # Not accepted.
    Story(BUS, "xuyan", HIMSELF, "bus_game", (
        S(22, "20:10", "begin", "xuyan"), S(22, "20:45", "submit", "xuyan"),
        S(21, "10:30", "not_accept", "wangmin", {
            "reasons": "应用场景说明过于简单，无法判断数据用途。请补充游戏的发布方式和数据使用方式后重新申请。",
            "ground": "开放清单载明的开放条件：申请人应当说明具体应用场景"}),
    )),
    # Approved one working day late; signed and sealed, the data is to be handed over.
    Story(BUS, "shenzhixing", SCHOOL, "bus_network", (
        S(15, "14:00", "begin", "shenzhixing"), S(14, "10:10", "submit", "shenzhixing"),
        S(13, "09:30", "accept", "wangmin"),
        S(11, "16:40", "assess", "sunyue", {
            "answers": MEDIUM, "opinion": "汇总分析用途，校内加密环境，建议同意开放。"}),
        S(8, "09:45", "approve", "zhaoqiming", {"lateness": "ours"}), S(5, "14:20", "sign", "shenzhixing"),
        S(2, "10:50", "seal", "zhaoqiming"),
    )),
    # Refused; the applicant has asked for a review, the supervisor has advised, the deputy leader has to decide.
    Story(BUS, "shenzhixing", SCHOOL, "bus_forecast", (
        S(13, "15:30", "begin", "shenzhixing"), S(12, "10:15", "submit", "shenzhixing"),
        S(11, "14:20", "accept", "wangmin"),
        S(9, "11:05", "assess", "sunyue", {
            "answers": MEDIUM, "opinion": "申请期限较长，日均上客量的使用方式说明不够具体，由审核环节决定。"}),
        S(8, "15:40", "refuse", "zhaoqiming", {
            "reasons": "申请期限超出研究所需，未说明日均上客量如何使用，不符合按约定范围使用的条件。",
            "ground": "开放清单载明的开放条件：按约定范围使用"}),
        S(2, "09:35", "request_review", "shenzhixing", {
            "reasons": "研究分两个阶段，共二十四个月；日均上客量只用于建立预测方法，不对外提供。请重新核对。"}),
        S(1, "15:05", "advise_review", "zhouming", {
            "advises": Outcome.REVERSED,
            "advice": "申请材料载明了两个阶段的安排，期限与研究周期相符，建议改为同意开放。"}),
    )),
    # Signed, waiting for the seal.
    Story(PARKING, "shenzhixing", CENTRE, "parking_yard", (
        S(10, "11:00", "begin", "shenzhixing"), S(9, "09:20", "submit", "shenzhixing"),
        S(9, "15:00", "accept", "chenxiao"),
        S(8, "10:40", "assess", "sunyue", {"answers": LOW, "opinion": "内部研究使用，不含敏感字段，建议同意开放。"}),
        S(6, "14:30", "approve", "zhaoqiming"), S(1, "11:15", "sign", "shenzhixing"),
    )),
    # Came back supplemented: its clock shows the pause.
    Story(HEALTH, "shenzhixing", SCHOOL, "health_study", (
        S(9, "15:10", "begin", "shenzhixing"), S(8, "10:00", "submit", "shenzhixing"),
        S(7, "14:30", "request_supplement", "liulan", {"items": [
            ("数据安全管理制度", "请补充数据沙箱内的操作规范和成果导出的审批流程。"),
            ("项目组成员", "请列出项目组成员名单和各自权限。")]}),
        S(3, "09:30", "resubmit", "shenzhixing", {
            "answers": {1: "已在安全保护措施中补充操作规范，成果导出由项目负责人和学院安全员双人审批。",
                        2: "项目组五人：负责人一人，分析人员三人，安全员一人，名单附在应用场景说明中。"}}),
        S(2, "10:20", "accept", "liulan"),
    )),
    # Overdue by two working days, on the approver's desk.
    Story(PARKING, "shenzhixing", SCHOOL, "parking_study", (
        S(8, "16:00", "begin", "shenzhixing"), S(7, "09:15", "submit", "shenzhixing"),
        S(6, "10:05", "accept", "wangmin"),
        S(3, "16:50", "assess", "sunyue", {
            "answers": MEDIUM, "opinion": "研究目的明确，期限较长，建议同意开放，每六个月报告一次。"}),
    )),
    # The applicant's turn: two things are wanting, the clock stands still.
    Story(PARKING, "xuyan", HIMSELF, "parking_at_home", (
        S(7, "19:30", "begin", "xuyan"), S(6, "09:05", "submit", "xuyan"),
        S(4, "11:20", "request_supplement", "chenxiao", {"items": [
            ("应用场景说明", "请说明网页的访问范围和访问量，以及空余泊位的刷新频率。"),
            ("安全保护措施", "请说明接口密钥的保存方式，防止他人取用。")],
            "note": "材料补齐后即可受理。"}),
    )),
    # Approved, to be signed by the applicant of the main path.
    Story(BUS, "linzhou", COMPANY, "bus_transfer", (
        S(7, "10:30", "begin", "linzhou"), S(6, "15:15", "submit", "linzhou"),
        S(5, "09:40", "accept", "chenxiao"),
        S(4, "14:25", "assess", "sunyue", {"answers": LOW, "opinion": "不含敏感字段，面向公众服务，建议同意开放。"}),
        S(3, "10:35", "approve", "zhaoqiming"),
    )),
    # Due on the very day, and nobody has taken it on.
    Story(BUS, "shenzhixing", CENTRE, "bus_freight", (
        S(6, "16:30", "begin", "shenzhixing"), S(5, "11:25", "submit", "shenzhixing"),
    )),
    # High risk: out for opinions, one of two is in.
    Story(BUS, "linzhou", COMPANY, "bus_screen", (
        S(4, "15:45", "begin", "linzhou"), S(3, "09:10", "submit", "linzhou"),
        S(3, "14:40", "accept", "chenxiao"),
        S(2, "15:05", "consult", "sunyue", {
            "answers": HIGH, "opinion": "站台设备编号涉及运维安全，成果向社会公开展示，应当征求有关部门意见。",
            "question": "对外提供站台设备编号是否影响公共安全和网络安全，应当附加哪些条件？",
            "departments": ["市公安局", "市委网信办"]}),
        S(1, "15:30", "give_opinion", "gaoyuan", {
            "agrees": True, "opinion": "同意在接口鉴权、不展示设备编号的条件下提供。"}),
    )),
    # 免申即用: opened by the system at once, to be signed.
    Story(ALERT, "linzhou", COMPANY, "weather_alert", (
        S(2, "10:00", "begin", "linzhou"), S(2, "10:25", "submit", "linzhou"), S(2, "10:26", "fast_track"),
    )),
    # On the assessor's desk, in good time; more of it has been asked for, which waits for the supervisor.
    Story(PARKING, "linzhou", COMPANY, "parking_roadside", (
        S(3, "10:20", "begin", "linzhou"), S(3, "11:40", "submit", "linzhou"),
        S(2, "14:10", "accept", "chenxiao"),
        S(1, "16:20", "request_extension", "chenxiao", {
            "days": 2, "reasons": "申请字段涉及道路停车收费标准，需要向收费管理单位核实口径。"}),
    )),
    # Just come in.
    Story(BUS, "xuyan", HIMSELF, "bus_blind", (
        S(1, "16:00", "begin", "xuyan"), S(1, "16:35", "submit", "xuyan"),
    )),
    # A draft that is still being written.
    Story(VISITORS, "linzhou", COMPANY, "visitors_draft", (S(1, "17:05", "begin", "linzhou"),)),
)  # fmt: skip
