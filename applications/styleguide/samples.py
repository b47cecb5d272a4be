"""What the style guide fills its components with: one value for every state that a component can be in."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars.local import SHANGHAI
from workflow.states import State

from ..templatetags.marks import CARDS, CHECKS, JOURNAL_MARKS, NOTE_ICONS, RISK_WORDS, STEP_WORDS
from .clocks import correction, days, standings

AT = datetime(2026, 9, 28, 9, 12, tzinfo=SHANGHAI)


class Purpose(forms.Form):
    """A field of every kind that the forms of the site have."""

    title = forms.CharField(
        label=gettext_lazy("应用场景名称"), help_text=gettext_lazy("一句话说明数据用在哪里。"), max_length=60
    )
    level = forms.ChoiceField(
        label=gettext_lazy("等级保护"),
        widget=forms.RadioSelect,
        choices=[("2", gettext_lazy("二级")), ("3", gettext_lazy("三级"))],
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("交付方式"), choices=[("", gettext_lazy("请选择")), ("api", gettext_lazy("接口访问"))]
    )
    wanted_on = forms.DateField(
        label=gettext_lazy("希望交付日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    remarks = forms.CharField(label=gettext_lazy("备注"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label=gettext_lazy("同意承诺书"))


def samples() -> dict[str, Any]:
    """The context of the style guide's page."""
    return clocks() | case() | lists() | charts() | frame()


def clocks() -> dict[str, Any]:
    pauses = (correction(),)
    return {
        "standings": list(standings().values()),
        "strips": [
            (_("含补正和节假日"), days("2026-10-10", budget=10, pauses=pauses), date(2026, 9, 28), "amber"),
            (_("今日届满"), days("2026-09-18"), date(2026, 9, 17), "amber"),
            (_("已超期"), days("2026-09-22"), date(2026, 9, 22), "red"),
            (_("暂定"), days("2026-12-30", received=date(2026, 12, 28)), date(2026, 12, 30), "green"),
        ],
    }


def case() -> dict[str, Any]:
    titles = {"ok": _("申请表"), "missing": _("等级保护备案证明"), "todo": _("安全承诺书")}
    return {
        "states": State,
        "risks": list(RISK_WORDS),
        "cards": [name.removesuffix("_card") for name in CARDS],
        "rows": [(_("办理单位"), _("市交通委")), (_("承办人"), "")],
        "turns": ("ok", "act", "info"),
        "phrases": [{"pk": 1, "title": _("已受理"), "text": _("材料齐全，符合要求。")}],
        "steps": [{"title": _("环节"), "state": state, "note": "09-11"} for state in STEP_WORDS],
        "entries": [
            {"title": _("已受理"), "at": AT, "kind": kind, "who": _("系统"), "text": _("材料齐全，符合要求。")}
            for kind in (*JOURNAL_MARKS, *CARDS)
        ],
        "documents": [
            {"title": _("等级保护备案证明"), "url": "#", "kind": "PDF", "size": 88_000, "on": AT.date()},
            {"title": _("安全承诺书"), "size": 1_400_000, "note": _("待核对"), "remove_url": "#"},
        ],
        "checks": [{"title": titles[state], "state": state, "note": _("材料名称")} for state in CHECKS],
        "upload_errors": [_("文件超过 20 MB。")],
    }


def lists() -> dict[str, Any]:
    lamps = {"red": _("超期"), "amber": _("临期"), "green": _("正常"), "grey": _("暂停")}
    return {
        "chips": [
            {"label": _("全部"), "url": "#", "current": True, "count": 5},
            *({"label": label, "url": "#", "count": 2, "lamp": lamp} for lamp, label in lamps.items()),
        ],
        "tabs": [
            {"label": _("待办队列"), "url": "#", "current": True, "count": 27},
            {"label": _("部门在办"), "url": "#"},
        ],
        "page": Paginator(range(120), 12).page(5),
        "tones": list(NOTE_ICONS),
        "crumbs": [(_("数据目录"), "#"), (_("组件"), "")],
        "demo_people": [{"email": "", "role_label": _("承办人"), "name": _("姓名"), "organisation": _("市交通委")}] * 5,
        "demo_others": [{"email": "", "role_label": _("审计管理员"), "name": _("姓名"), "organisation": ""}],
    }


def charts() -> dict[str, Any]:
    return {
        "months": [(_("8 月"), 56, 2), (_("9 月"), 49, 1)],
        "bars": [(_("待受理"), 18), (_("待补正"), 7), (_("待签协议"), 0)],
        "rates": [93, 92, 90],
        "on_target": (86.7, 95.0, 98.2),
    }


def frame() -> dict[str, Any]:
    items = [
        {"label": _("待办队列"), "url": "#", "current": True, "count": 27, "hot": True},
        {"label": _("部门在办"), "url": "#", "count": 5},
        {"label": _("我的经办"), "url": "#"},
    ]
    menu = [
        {"label": _("数据目录"), "url": reverse("catalogue"), "current": True},
        {"label": _("消息"), "url": reverse("messages"), "count": 3},
    ]
    return {"nav": menu, "side": [{"title": _("审核办理"), "items": items}]}
