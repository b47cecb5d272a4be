"""A few matters for the demonstration, each at another place of its way; made by the real actions."""

from datetime import timedelta

from accounts.models import Organisation, User
from applications.demo.moments import Moments
from applications.demo.people import DOMAIN
from applications.models import Dataset
from calendars.local import local_day

from .actions.answer import answer
from .actions.ask import ask
from .actions.assign import assign
from .actions.open_up import open_up
from .actions.report import report
from .actions.support import support
from .actions.take import take
from .models import Matter, Outcome, Problem

DEPARTMENT, DATASET = "市交通委", "SH2025-TR-002"


def seed(moments: Moments) -> None:
    """Two corrections and four demands; called once, when the script of the demonstration has been played."""
    _corrections(moments)
    _demands(moments)


def _person(key: str) -> User:
    return User.objects.get(email=f"{key}@{DOMAIN}")


def _corrections(moments: Moments) -> None:
    dataset, handler = Dataset.objects.get(code=DATASET), _person("chenxiao")
    settled = report(
        dataset=dataset, actor=_person("linzhou"), problem=Problem.WRONG, rows="陆家嘴环路各站",
        wrong="站点坐标与现场位置相差约 200 米。", now=moments.at(9, "10:10"),
    )  # fmt: skip
    take(matter=settled, actor=handler, now=moments.at(8, "09:40"))
    text = "经现场核对，坐标为道路中心线位置，与站牌位置不同；字段说明将在下次更新时补充。"
    answer(matter=settled, actor=handler, outcome=Outcome.NO_ERROR, text=text, now=moments.at(7, "15:20"))
    report(
        dataset=dataset, actor=_person("xuyan"), problem=Problem.OUTDATED,
        wrong="三条停运线路的站点仍在数据中。", now=moments.at(3, "11:30"),
    )  # fmt: skip


def _demands(moments: Moments) -> None:
    supervisor, handler = _person("zhouming"), _person("chenxiao")
    provider = Organisation.objects.get(name=DEPARTMENT)

    def asked(days: int, title: str, description: str, purpose: str) -> Matter:
        made = ask(
            actor=_person("xuyan"), title=title, description=description, purpose=purpose, supposed=provider,
            now=moments.at(days, "14:00"),
        )  # fmt: skip
        if days > 1:
            assign(matter=made, actor=supervisor, to=provider, now=moments.at(days - 1, "10:00"))
        return made

    opened = asked(20, "公交站点分时客流数据", "各站分时上下客人数。", "优化接驳车发车时间。")
    promised = asked(12, "全市公共充电桩实时占用数据", "各充电桩的占用状态，每五分钟更新。", "推荐空闲充电桩。")
    running = asked(4, "共享单车停放区数据", "停放区的范围、容量和开放时间。", "引导用户规范停放。")
    asked(1, "道路施工占道计划数据", "施工路段、起止日期和占用车道。", "提前规划绕行路线。")
    text = "将按有条件开放提供，涉及运营单位的字段汇总后提供。"
    for matter, days in ((opened, 15), (promised, 5)):
        answer(
            matter=matter, actor=handler, outcome=Outcome.CONDITIONALLY, text=text,
            opens_on=local_day(moments.at(1, "09:00")) + timedelta(days=60), now=moments.at(days, "11:00"),
        )  # fmt: skip
    open_up(matter=opened, actor=handler, dataset=Dataset.objects.get(code=DATASET), now=moments.at(6, "09:30"))
    for key, matter in (("linzhou", promised), ("shenzhixing", promised), ("suhe", promised), ("guyan", running)):
        support(matter=matter, actor=_person(key), now=moments.at(2, "16:00"))
