"""The site with one address more: a page with every component, for the browser to look at."""

from datetime import date
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from applications.templatetags.marks import CARDS, JOURNAL_MARKS
from tests.components.clocks import CORRECTION, STANDINGS, days
from tests.factories.moments import shanghai
from workflow.states import State


class Purpose(forms.Form):
    title = forms.CharField(label="应用场景名称", help_text="一句话说明数据用在哪里。")
    level = forms.ChoiceField(label="等级保护", widget=forms.RadioSelect, choices=[("2", "二级"), ("3", "三级")])
    kind = forms.ChoiceField(label="交付方式", choices=[("", "请选择"), ("api", "接口访问")])
    agree = forms.BooleanField(label="同意承诺书")


def case() -> dict[str, object]:
    kinds = [*JOURNAL_MARKS, *CARDS]
    return {
        "standings": STANDINGS.values(),
        "states": State,
        "rows": [("办理单位", "市交通委"), ("承办人", "")],
        "steps": [{"title": state, "state": state} for state in ("done", "now", "todo", "stop")],
        "strips": [
            ("含补正和节假日", days("2026-10-10", budget=10, pauses=(CORRECTION,)), date(2026, 9, 28), "amber"),
            ("今日届满", days("2026-09-18"), date(2026, 9, 17), "amber"),
            ("已超期", days("2026-09-22"), date(2026, 9, 22), "red"),
            ("暂定", days("2026-12-30", received=date(2026, 12, 28)), date(2026, 12, 30), "green"),
        ],
        "entries": [{"title": kind, "at": shanghai("2026-09-28 09:12"), "kind": kind, "who": "系统"} for kind in kinds],
        "documents": [{"title": "等级保护备案证明.pdf", "url": "#", "size": 88_000, "remove_url": "/remove/"}],
        "checks": [{"title": f"材料 {state}", "state": state} for state in ("ok", "missing", "todo")],
    }


def lists() -> dict[str, object]:
    return {
        "chips": [
            {"label": "全部", "url": "#", "current": True, "count": 5},
            {"label": "超期", "url": "#", "count": 2, "lamp": "red"},
        ],
        "page": Paginator(range(120), 12).page(5),
        "months": [("8 月", 56, 2), ("9 月", 49, 1)],
        "bars": [("待受理", 18), ("审核决定", 7)],
        "rates": [93, 92, 90],
    }


def frame() -> dict[str, object]:
    menu = [
        {"title": "审核办理", "items": [{"label": "待办队列", "url": "#", "current": True, "count": 27, "hot": True}]}
    ]
    nav = [{"label": label, "url": f"#{label}", "current": label == "我的申请"} for label in ("数据目录", "我的申请")]
    return {"nav": nav, "side": menu, "demo": True}


def gallery(request: HttpRequest) -> HttpResponse:
    """Everything at once, with a refused form; a POST answers with what was sent."""
    if request.method == "POST":
        return HttpResponse(f"sent {request.POST.get('send', '-')}", content_type="text/plain")
    messages.success(request, "申请已提交。")
    source = Path(__file__).with_name("gallery.html").read_text(encoding="utf-8")
    form = Purpose({"title": ""} if "refused" in request.GET else None)
    context = RequestContext(request, case() | lists() | {"form": form})
    context.push(frame())
    return HttpResponse(Template(source).render(context))


urlpatterns = [path("gallery/", gallery), path("", include("config.urls"))]
